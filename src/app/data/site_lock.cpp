#include "app/data/site_lock.hpp"

#include <filesystem>

namespace lyceum::app {

SiteLock::SiteLock(store::FolderLock folder, std::unique_ptr<store::InstanceLock> database)
    : folder_(std::move(folder)), database_(std::move(database)) {}

Result<SiteLock> SiteLock::take(const std::string& folder, const std::string& store_url) {
  LYCEUM_TRY(auto folder_lock, store::FolderLock::take(folder));
  std::unique_ptr<store::InstanceLock> database_lock;
  if (!store_url.empty()) {
    LYCEUM_TRY(database_lock, store::InstanceLock::take(store_url));
  }
  return SiteLock(std::move(folder_lock), std::move(database_lock));
}

bool SiteLock::is_held(const std::string& folder, const std::string& store_url) {
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !store::FolderLock::take(folder)) return true;
  return !store_url.empty() && store::InstanceLock::is_held(store_url).value_or(false);
}

void SiteLock::watch(std::function<void()> taken) {
  if (database_) database_->watch(std::move(taken));
}

void SiteLock::unwatch() {
  if (database_) database_->unwatch();
}

}  // namespace lyceum::app
