#include "store/postgres/outage.hpp"

#include "base/log/log.hpp"

#include <utility>

namespace lyceum::store {

Outage::Outage()
    : reachable_(metric_gauge("lyceum_store_reachable", "1: the database server answers, 0: it does not")) {
  reachable_.set(1);
}

void Outage::seen(const std::string& why, Mono since) {
  const std::lock_guard lock(mutex_);
  if (now_ || since < over_) return;
  now_ = true;
  reachable_.set(0);
  log_warning("database connection lost", {{"reason", why}});
}

void Outage::regained() {
  const std::lock_guard lock(mutex_);
  if (!std::exchange(now_, false)) return;
  over_ = std::chrono::steady_clock::now();
  reachable_.set(1);
  log_info("database connected again");
}

void Outage::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
}

bool Outage::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

void Outage::wait_until(Mono time) {
  std::unique_lock lock(mutex_);
  wake_.wait_until(lock, time, [&] { return stopped_; });
}

}  // namespace lyceum::store
