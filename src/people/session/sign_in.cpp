#include "base/log/log.hpp"
#include "people/account/refusal.hpp"
#include "people/account/rules.hpp"
#include "people/session/people.hpp"

#include <utility>

namespace lyceum::people {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

ThrottleRule rule(int free, seconds longest_wait) {
  ThrottleRule made;
  made.free = free;
  made.longest_wait = longest_wait;
  return made;
}

}  // namespace

SignIn::SignIn(Needs needs)
    : needs_(needs), by_login_(rule(10, minutes(1))), by_address_(rule(30, minutes(15))) {}

Result<void> SignIn::charge(const std::string& login, const std::string& address) {
  const std::lock_guard lock(mutex_);
  const Mono now = needs_.clock.mono();
  auto wait = by_address_.charge(address, now);
  if (wait == wait.zero()) {
    wait = by_login_.charge(login, now);
    if (wait != wait.zero()) by_address_.refund(address);
  }
  if (wait == wait.zero()) return {};
  return Failure(refuse(Refusal::too_many_attempts, std::chrono::ceil<milliseconds>(wait)));
}

void SignIn::clear(const std::string& login, const std::string& address) {
  const std::lock_guard lock(mutex_);
  by_login_.clear(login);
  by_address_.refund(address);  // others behind the same address stay where they are
}

// That the password was not even looked at (busy) is nobody's failure.
void SignIn::refund(const std::string& login, const std::string& address) {
  const std::lock_guard lock(mutex_);
  by_login_.refund(login);
  by_address_.refund(address);
}

Task<Result<SignedIn>> SignIn::sign_in(std::string login, std::string password, std::string address) {
  const auto normal = checked_login(login);
  const std::string from = throttle_address(address);
  const std::string key = normal ? *normal : "?" + from;  // what can be no login is charged to the address
  LYCEUM_CO_CHECK(charge(key, from));
  std::optional<Credentials> known;
  if (normal) {
    auto found = co_await needs_.accounts.find_login(*normal);
    if (!found) refund(key, from);
    LYCEUM_CO_TRY(known, std::move(found));
  }
  const std::string stored = known ? known->password_hash : std::string();
  auto right = co_await needs_.hasher.verify(normal_password(password), stored);
  if (!right) refund(key, from);
  LYCEUM_CO_TRY(const bool matches, std::move(right));
  if (!matches) {
    AccountId tried;
    if (known) tried = known->account.id;
    co_await note_failure(tried, std::move(address));
    co_return Failure(refuse(Refusal::wrong_credentials));
  }
  clear(key, from);
  if (known->account.blocked_at) {
    co_await note_failure(known->account.id, std::move(address));
    Error blocked = refuse(Refusal::blocked);
    blocked.words = known->account.blocked_why;
    co_return Failure(std::move(blocked));
  }
  LYCEUM_CO_TRY(auto token, co_await needs_.sessions.open(known->account.id));
  Actor who{known->account.id, std::move(address)};
  if (auto noted = co_await needs_.session_records.note_sign_in(std::move(who), true, std::string(),
                                                                needs_.clock.utc());
      !noted)
    log_warning("sign-in not noted", {{"why", noted.error().detail}});
  co_return SignedIn{.account = std::move(known->account), .token = std::move(token)};
}

// What was typed as a login is not written down: it may be a password that slipped into the wrong field.
Task<void> SignIn::note_failure(AccountId account, std::string address) {
  std::string detail;
  {
    const std::lock_guard lock(mutex_);
    const Mono now = needs_.clock.mono();
    if (now - minute_ >= minutes(1)) {
      minute_ = now;
      noted_ = 0;
    }
    if (noted_ >= kFailuresNoted) {
      ++unnoted_;
      co_return;
    }
    ++noted_;
    if (const int more = std::exchange(unnoted_, 0); more > 0) detail = "+" + std::to_string(more);
  }
  Actor who{account, std::move(address)};
  if (auto noted = co_await needs_.session_records.note_sign_in(std::move(who), false, std::move(detail),
                                                                needs_.clock.utc());
      !noted)
    log_warning("failed sign-in not noted", {{"why", noted.error().detail}});
}

}  // namespace lyceum::people
