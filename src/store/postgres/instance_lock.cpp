#include "store/postgres/instance_lock.hpp"

#include "base/log/log.hpp"
#include "store/address/address.hpp"
#include "store/database/refusal.hpp"

#include <condition_variable>
#include <mutex>

#include <pthread.h>

namespace lyceum::store {
namespace {

// The first number says that it is ours ("Lyce"), the second which of the sites in this database: each has a
// schema.
constexpr std::string_view kTake = "SELECT pg_try_advisory_lock(1283023717, hashtext(current_schema()))";
constexpr std::string_view kLook =
    "SELECT pg_try_advisory_lock_shared(1283023717, hashtext(current_schema()))";
constexpr std::chrono::milliseconds kPatience{3000}, kBetweenTries{200}, kBetweenLooks{1000};

Result<bool> got(PgConnection& connection, std::string_view how) {
  LYCEUM_TRY(const auto rows, connection.run(how, {}));
  if (rows[0].is_null(0))
    return Failure(refuse(Refusal::failed, "the database has no schema that its user may use"));
  return rows[0].flag(0);
}

// Waits that long, or until asked to stop; true if so.
bool stopped_within(std::stop_token stop, std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  return wake.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

}  // namespace

InstanceLock::InstanceLock(std::string url, std::unique_ptr<PgConnection> connection)
    : url_(std::move(url)), connection_(std::move(connection)) {}

Result<std::unique_ptr<InstanceLock>> InstanceLock::take(const std::string& url) {
  LYCEUM_TRY(auto connection, PgConnection::open(url));
  const Mono end = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    LYCEUM_TRY(const bool ours, got(*connection, kTake));
    if (ours) return std::unique_ptr<InstanceLock>(new InstanceLock(url, std::move(connection)));
    if (std::chrono::steady_clock::now() > end) break;
    (void)stopped_within({}, kBetweenTries);
  }
  return Failure(
      refuse(Refusal::busy, "another Lyceum uses the database " + without_password(url) + ": stop it first"));
}

Result<bool> InstanceLock::is_held(const std::string& url) {
  LYCEUM_TRY(const auto connection, PgConnection::open(url));
  LYCEUM_TRY(const bool free, got(*connection, kLook));
  return !free;
}

void InstanceLock::watch(std::function<void()> taken) {
  thread_ = std::jthread([this, told = std::move(taken)](const std::stop_token& stop) {
    while (!stopped_within(stop, kBetweenLooks)) {
      if (still_ours()) continue;
      log_error("another Lyceum has taken the database", {{"database", without_password(url_)}});
      return told();
    }
  });
  pthread_setname_np(thread_.native_handle(), "store-lock");
}

// A database that cannot be reached is nobody's.
bool InstanceLock::still_ours() {
  if (connection_ && connection_->run("SELECT 1", {})) return true;
  connection_.reset();
  auto opened = PgConnection::open(url_);
  if (!opened) return true;
  const auto ours = got(**opened, kTake);
  if (!ours) return true;
  if (*ours) connection_ = std::move(*opened);
  return *ours;
}

}  // namespace lyceum::store
