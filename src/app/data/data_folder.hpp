// The folder that holds everything this site must not lose: lyceum.db, secret.key, media/.
#pragma once

#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"
#include "store/database/database.hpp"
#include "store/folder/folder.hpp"

#include <memory>
#include <string>

namespace lyceum::app {

class DataFolder {
 public:
  // Makes the folder when it is not there. Fails with a sentence for the operator: not writable, not a
  // folder, a restore into it was interrupted.
  static Result<DataFolder> open(const std::string& path);

  // Opens the database and brings it to the newest schema. Another process may use it meanwhile.
  Result<std::unique_ptr<store::Database>> open_database() const;

  // For a server: refused while another one, or a restore, has the folder.
  Result<store::FolderLock> lock() const { return store::FolderLock::take(path_); }

  // What stream keys and media tokens are derived from: 32 random bytes in secret.key, made at the first
  // start, readable by its owner only. Outside the database, so that a copy of the database opens no door.
  Result<SecretKey> secret() const;

  const std::string& path() const { return path_; }

 private:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace lyceum::app
