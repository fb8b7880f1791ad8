// The folder that holds everything this site must not lose: lyceum.db, secret.key, media/. The database may
// be elsewhere (store.url); the rest is always here.
#pragma once

#include "app/data/seal_file.hpp"
#include "app/data/site_lock.hpp"
#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"
#include "store/database/database.hpp"

#include <memory>
#include <string>

namespace lyceum::app {

class DataFolder {
 public:
  // Makes the folder when it is not there. Fails with a sentence for the operator: not writable, not a
  // folder, a restore into it was interrupted, a seal key that cannot be used. `store_url`: of the PostgreSQL
  // server; empty: lyceum.db.
  static Result<DataFolder> open(const std::string& path, const std::string& store_url = {},
                                 const SealFile& seal = {});

  // Opens the database and brings it to the newest schema; its seal is the one of open(). Another process may
  // use it meanwhile. Fails when the seal does not open what is there.
  Result<std::unique_ptr<store::Database>> open_database() const;

  // For a server: refused while another one has the folder or the database, or a restore the folder.
  Result<SiteLock> lock() const { return SiteLock::take(path_, store_url_); }

  // What stream keys and media tokens are derived from: 32 random bytes in secret.key, made at the first
  // start, readable by its owner only. Outside the database, so that a copy of the database opens no door.
  Result<SecretKey> secret() const;

  const std::string& path() const { return path_; }

 private:
  DataFolder(std::string path, std::string store_url, store::Seal seal)
      : path_(std::move(path)), store_url_(std::move(store_url)), seal_(std::move(seal)) {}
  Result<std::unique_ptr<store::Database>> open_engine() const;

  std::string path_, store_url_;
  store::Seal seal_;
};

}  // namespace lyceum::app
