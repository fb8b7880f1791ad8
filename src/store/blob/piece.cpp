#include "store/blob/piece.hpp"

#include "store/database/refusal.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

Result<void> write_all(int descriptor, std::uint64_t offset, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return Failure(file_failed("write", errno));
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    offset += static_cast<std::uint64_t>(wrote);
  }
  return {};
}

// A file that is new is on the disk only when its folder is, too.
Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor there(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (there.number() < 0 || ::fsync(there.number()) != 0) return Failure(file_failed("sync", errno));
  return {};
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Error file_failed(const char* what, int code) {
  const bool full = code == ENOSPC || code == EDQUOT;
  return refuse(full ? Refusal::full : Refusal::failed,
                std::string("file: ") + what + ": " + std::strerror(code));
}

Result<bool> write_piece(const std::filesystem::path& path, std::uint64_t offset, ByteView bytes) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.number() < 0) return Failure(file_failed("open", errno));
  const off_t there = ::lseek(file.number(), 0, SEEK_END);
  if (there < static_cast<off_t>(offset)) return false;
  if (::ftruncate(file.number(), static_cast<off_t>(offset)) != 0)
    return Failure(file_failed("truncate", errno));
  LYCEUM_CHECK(write_all(file.number(), offset, bytes));
  if (::fdatasync(file.number()) != 0) return Failure(file_failed("sync", errno));
  if (offset == 0) LYCEUM_CHECK(sync_folder(path.parent_path()));
  return true;
}

Result<bool> replace_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  const Descriptor file(::open(from.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0 && errno == ENOENT) return false;
  if (file.number() < 0) return Failure(file_failed("open", errno));
  if (::fdatasync(file.number()) != 0) return Failure(file_failed("sync", errno));
  if (::rename(from.c_str(), to.c_str()) != 0) return Failure(file_failed("rename", errno));
  LYCEUM_CHECK(sync_folder(to.parent_path()));
  return true;
}

Result<std::optional<Bytes>> read_piece(const std::filesystem::path& path, std::uint64_t offset,
                                        std::size_t length) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0 && errno == ENOENT) return std::nullopt;
  if (file.number() < 0) return Failure(file_failed("open", errno));
  Bytes bytes(length);
  std::size_t filled = 0;
  while (filled < length) {
    const ssize_t got =
        ::pread(file.number(), bytes.data() + filled, length - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failure(file_failed("read", errno));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace lyceum::store
