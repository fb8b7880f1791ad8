// Who has a site for itself: its data folder and, where that is elsewhere, its database.
#pragma once

#include "store/folder/folder.hpp"
#include "store/postgres/instance_lock.hpp"

namespace lyceum::app {

// Held by a running server. It ends with its process, however that ends.
class SiteLock {
 public:
  // Fails with a sentence that says what is in use.
  static Result<SiteLock> take(const std::string& folder, const std::string& store_url);
  // Does a server hold one of both at this moment? A database that cannot be reached is in nobody's use.
  static bool is_held(const std::string& folder, const std::string& store_url);

  // Once. `taken` is called, on a thread of the lock, when another server has got the database meanwhile.
  void watch(std::function<void()> taken);
  // Nothing is called any more when it returns.
  void unwatch();

 private:
  SiteLock(store::FolderLock folder, std::unique_ptr<store::InstanceLock> database);

  store::FolderLock folder_;
  std::unique_ptr<store::InstanceLock> database_;  // null: it is in the folder
};

}  // namespace lyceum::app
