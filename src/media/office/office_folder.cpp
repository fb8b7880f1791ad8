#include "media/office/office_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_start = "lyceum-office.";

int open_folder(const fs::path& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void sweep(const fs::path& among) {
  std::error_code error;
  for (const auto& one : fs::directory_iterator(among, error)) {
    if (!one.path().filename().string().starts_with(name_start)) continue;
    const int lock = open_folder(one.path());
    if (lock < 0) continue;
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0) fs::remove_all(one.path(), error);
    ::close(lock);
  }
}

// Somebody may have swept it between its making and its locking.
bool still_there(const std::string& path, int lock) {
  struct stat named {
  }, locked{};
  return ::lstat(path.c_str(), &named) == 0 && ::fstat(lock, &locked) == 0 && named.st_ino == locked.st_ino &&
         named.st_dev == locked.st_dev;
}

}  // namespace

std::optional<OfficeFolder> OfficeFolder::make() {
  std::error_code error;
  const fs::path among = fs::temp_directory_path(error);
  if (error) return std::nullopt;
  sweep(among);
  for (int attempt = 0; attempt < 3; ++attempt) {
    std::string path = (among / (std::string(name_start) + "XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr) return std::nullopt;
    const int lock = open_folder(path);
    if (lock >= 0 && ::flock(lock, LOCK_EX) == 0 && still_there(path, lock))
      return OfficeFolder(std::move(path), lock);
    if (lock >= 0) ::close(lock);
  }
  return std::nullopt;
}

OfficeFolder::OfficeFolder(OfficeFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), lock_(std::exchange(other.lock_, -1)) {}

OfficeFolder::~OfficeFolder() {
  std::error_code error;
  if (!path_.empty()) fs::remove_all(path_, error);
  if (lock_ >= 0) ::close(lock_);
}

// Files come and go meanwhile: what is gone has no size.
std::uint64_t OfficeFolder::bytes() const {
  std::uint64_t sum = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(path_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (const auto status = at->symlink_status(gone); gone || !fs::is_regular_file(status)) continue;
    const auto size = at->file_size(gone);
    if (!gone) sum += size;
  }
  return sum;
}

}  // namespace lyceum::media
