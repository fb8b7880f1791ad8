// Who has a database for itself: one server at a time, until many can share one. An advisory lock of
// PostgreSQL (section 13.3.5 of its manual), which ends with the session that holds it.
//
// The session may break, when the database server restarts for one; then somebody else can get the lock. So
// a thread looks every second, takes the lock again when it can, and tells when another was faster.
#pragma once

#include "store/postgres/connection.hpp"

#include <functional>
#include <thread>

namespace lyceum::store {

class InstanceLock {
 public:
  // Waits up to three seconds, since a server that was just killed may not be gone for the database yet.
  // Fails with a sentence: another server holds it, the database cannot be reached.
  static Result<std::unique_ptr<InstanceLock>> take(const std::string& url);

  // Does a server hold it at this moment?
  static Result<bool> is_held(const std::string& url);

  // Once. `taken` is called on a thread of the lock, when another server has got the database meanwhile.
  void watch(std::function<void()> taken);
  // Nothing is called any more when it returns; the lock is still held. Not on the lock's thread.
  void unwatch() { thread_ = {}; }

 private:
  InstanceLock(std::string url, std::unique_ptr<PgConnection> connection);
  // One look. False: another has it.
  bool still_ours();

  const std::string url_;
  std::unique_ptr<PgConnection> connection_;  // null: lost
  std::jthread thread_;
};

}  // namespace lyceum::store
