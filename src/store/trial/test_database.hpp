// A migrated database, with a loop to wait on: the ground on which repositories are tested, on both engines
// (store/trial/test_ground.hpp).
#pragma once

#include "base/flow/manual_loop.hpp"
#include "store/schema/schema.hpp"
#include "store/trial/test_ground.hpp"

namespace lyceum::store {

class TestDatabase {
 public:
  explicit TestDatabase(const std::string& name) : ground_(name) { reopen(); }

  // As after a restart of the server.
  void reopen() {
    database_.reset();
    database_ = ground_.open();
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
  TestGround ground_;
  ManualLoop loop_;
  std::unique_ptr<Database> database_;
};

}  // namespace lyceum::store
