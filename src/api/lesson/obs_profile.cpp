#include "api/lesson/obs_profile.hpp"

#include <ctime>
#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <boost/json.hpp>

namespace lyceum::api {
namespace {

constexpr std::string_view kBasic =
    "[Output]\nMode=Simple\n\n"
    "[SimpleOutput]\nVBitrate=2500\nABitrate=160\nStreamEncoder=x264\nPreset=veryfast\nUseAdvanced=true\n"
    "x264Settings=keyint=60 bframes=0\n\n"
    "[Video]\nBaseCX=1920\nBaseCY=1080\nOutputCX=1280\nOutputCY=720\nFPSType=0\nFPSCommon=30\n\n"
    "[Audio]\nSampleRate=48000\nChannelSetup=Stereo\n";

bool add_file(archive* zip, const std::string& path, std::string_view content) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_pathname(entry.get(), path.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), std::time(nullptr), 0);
  return archive_write_header(zip, entry.get()) == ARCHIVE_OK &&
         archive_write_data(zip, content.data(), content.size()) == static_cast<la_ssize_t>(content.size());
}

}  // namespace

Result<std::string> obs_profile(std::string_view name, std::string_view server, std::string_view key) {
  const std::string service = boost::json::serialize(boost::json::object{
      {"type", "rtmp_custom"}, {"settings", {{"server", server}, {"key", key}, {"use_auth", false}}}});
  const std::string folder(name);
  const std::string basic = "[General]\nName=" + folder + "\n\n" + std::string(kBasic);
  std::string zip(16 * 1024, '\0');
  std::size_t used = 0;
  const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), archive_write_free);
  const bool written = archive_write_set_format_zip(writer.get()) == ARCHIVE_OK &&
                       archive_write_open_memory(writer.get(), zip.data(), zip.size(), &used) == ARCHIVE_OK &&
                       add_file(writer.get(), folder + "/basic.ini", basic) &&
                       add_file(writer.get(), folder + "/service.json", service) &&
                       archive_write_close(writer.get()) == ARCHIVE_OK;
  if (!written) return Failure(internal_error("obs profile: zip"));
  zip.resize(used);
  return zip;
}

}  // namespace lyceum::api
