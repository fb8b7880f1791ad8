// A folder of one worker's own among the system's temporary files, gone with it. One that a killed worker
// left behind is deleted by the next: whoever lives holds a lock on theirs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace lyceum::media {

class OfficeFolder {
 public:
  // nullopt: none can be made.
  static std::optional<OfficeFolder> make();
  ~OfficeFolder();
  OfficeFolder(OfficeFolder&& other) noexcept;
  OfficeFolder& operator=(OfficeFolder&&) = delete;

  const std::string& path() const { return path_; }
  std::string at(const char* name) const { return path_ + "/" + name; }
  // Of all files in it.
  std::uint64_t bytes() const;

 private:
  OfficeFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_ = -1;
};

}  // namespace lyceum::media
