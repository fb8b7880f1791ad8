#include "store/folder/folder.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

Failure unusable(std::string detail) {
  return Failure(Error{.status = 500,
                       .code = "data_folder",
                       .en = "The data folder cannot be used.",
                       .zh = "数据目录无法使用。",
                       .detail = std::move(detail)});
}

}  // namespace

std::string in_folder(const std::string& folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

Result<FolderLock> FolderLock::take(const std::string& folder) {
  FolderLock lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (lock.descriptor_ < 0)
    return unusable("cannot open the data folder " + folder + ": " + std::strerror(errno));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK)
    return unusable("another Lyceum has the data folder " + folder + " in use: stop it first");
  return unusable("cannot lock the data folder " + folder + ": " + std::strerror(errno));
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace lyceum::store
