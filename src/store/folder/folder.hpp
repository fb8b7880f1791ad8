// The data folder: what the files in it are called, and who has it for themselves.
#pragma once

#include "base/result/result.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace lyceum::store {

inline constexpr std::string_view kDatabaseFile = "lyceum.db";
inline constexpr std::string_view kSecretFile = "secret.key";
inline constexpr std::string_view kMediaFolder = "media";
// Slides and handouts, in media/, with which they are backed up.
inline constexpr std::string_view kDocumentsFolder = "media/documents";
// Files that are being uploaded, until they are recordings in media/. No backup holds them.
inline constexpr std::string_view kUploadsFolder = "uploads";
// Where a restore gathers its files. A folder that holds it holds no whole site.
inline constexpr std::string_view kRestoringFolder = "restoring";

std::string in_folder(const std::string& folder, std::string_view name);

// Held by a running server and by a restore: there is one at a time. It ends with its process, however that
// ends. Commands that only use the database (admin, backup, doctor) do not need it.
class FolderLock {
 public:
  // The folder must be there. Fails with a sentence for the operator: held by another process, not readable.
  static Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace lyceum::store
