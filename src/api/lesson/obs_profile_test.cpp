#include "api/lesson/obs_profile.hpp"

#include <map>

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

namespace lyceum::api {
namespace {

std::map<std::string, std::string> unzip(const std::string& zip) {
  std::map<std::string, std::string> files;
  archive* reader = archive_read_new();
  archive_read_support_format_zip(reader);
  archive_read_open_memory(reader, zip.data(), zip.size());
  archive_entry* entry = nullptr;
  while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
    std::string& content = files[archive_entry_pathname(entry)];
    char buffer[4096];
    for (la_ssize_t n = 0; (n = archive_read_data(reader, buffer, sizeof buffer)) > 0;)
      content.append(buffer, static_cast<std::size_t>(n));
  }
  archive_read_free(reader);
  return files;
}

TEST(ObsProfile, is_a_folder_with_settings_and_the_key) {
  const auto zip = obs_profile("Lyceum-1", "rtmp://host:1935/live", "sk-secret\"quote");
  ASSERT_TRUE(zip);
  const auto files = unzip(*zip);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_NE(files.at("Lyceum-1/basic.ini").find("Name=Lyceum-1"), std::string::npos);
  EXPECT_NE(
      files.at("Lyceum-1/service.json").find(R"("server":"rtmp://host:1935/live","key":"sk-secret\"quote")"),
      std::string::npos);
}

}  // namespace
}  // namespace lyceum::api
