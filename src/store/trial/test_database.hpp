// A migrated database in a temporary file, with a loop to wait on: the ground on which repositories are
// tested.
#pragma once

#include "base/flow/manual_loop.hpp"
#include "store/schema/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <filesystem>
#include <memory>
#include <string>

#include <unistd.h>

namespace lyceum::store {

class TestDatabase {
 public:
  explicit TestDatabase(const std::string& name)
      : folder_(std::filesystem::temp_directory_path() / (name + "." + std::to_string(getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    reopen();
  }
  ~TestDatabase() {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  // As after a restart of the server.
  void reopen() {
    database_.reset();
    database_ = std::move(*open_sqlite({.path = folder_ / "lyceum.db"}));
    if (!run(migrate(*database_))) std::abort();
  }
  Database& operator*() { return *database_; }
  template <class T>
  T run(Task<T> task) {
    return loop_.run_task(std::move(task));
  }
  // One statement in a unit of its own.
  template <class... Args>
  Rows query(std::string_view sql, Args... args) {
    return run(database_->write([=](Transaction& tx) { return tx.query(sql, args...); })).value();
  }

 private:
  std::filesystem::path folder_;
  ManualLoop loop_;
  std::unique_ptr<Database> database_;
};

}  // namespace lyceum::store
