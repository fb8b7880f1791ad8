#include "store/backup/file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

Failure cannot(std::string_view what, const std::string& path) {
  const int status = errno == ENOSPC ? 507 : 500;
  return Failure(Error{.status = status,
                       .code = "file",
                       .en = "A file cannot be used.",
                       .zh = "文件无法使用。",
                       .detail = "cannot " + std::string(what) + " " + path + ": " + std::strerror(errno)});
}

}  // namespace

Result<File> File::open(const std::string& path) {
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC), path, true);
  if (file.descriptor_ < 0) return cannot("read", path);
  struct stat about {};
  if (::fstat(file.descriptor_, &about) == 0 && S_ISDIR(about.st_mode)) {
    errno = EISDIR;
    return cannot("read", path);
  }
  return file;
}

Result<File> File::open_folder(const std::string& path) {
  File folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path, true);
  if (folder.descriptor_ < 0) return cannot("open", path);
  return folder;
}

Result<File> File::make(const std::string& path) {
  ::unlink(path.c_str());
  File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600), path, true);
  if (file.descriptor_ < 0) return cannot("make", path);
  return file;
}

File::~File() {
  if (owned_ && descriptor_ >= 0) ::close(descriptor_);
}

std::uint64_t File::size() const {
  struct stat about {};
  return ::fstat(descriptor_, &about) == 0 ? static_cast<std::uint64_t>(about.st_size) : 0;
}

Result<std::size_t> File::read(std::span<std::uint8_t> into) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, into.data(), into.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return cannot("read", path_);
  }
}

Result<void> File::write(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0)
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    else if (errno != EINTR)
      return cannot("write", path_);
  }
  return {};
}

Result<void> File::sync() {
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) return cannot("write", path_);
  return {};
}

}  // namespace lyceum::store
