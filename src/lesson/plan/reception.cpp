#include "base/secret/random.hpp"
#include "lesson/lesson/refusal.hpp"
#include "lesson/lesson/rules.hpp"
#include "lesson/plan/lesson_desk.hpp"
#include "lesson/plan/permit.hpp"

namespace lyceum::lesson {
namespace {

constexpr Utc kForGood = Utc(std::chrono::sys_days(std::chrono::year(9999) / 1 / 1).time_since_epoch());
constexpr std::size_t kCodeMax = 64;  // bytes: more is no code of ours

people::ThrottleRule rule(int free, std::chrono::seconds longest_wait) {
  people::ThrottleRule made;
  made.free = free;
  made.longest_wait = longest_wait;
  return made;
}

// 120 bits in base32 (RFC 4648 section 6) without padding, in lower case: may be read aloud and typed.
std::string new_code() {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
  std::string code;
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : random_bytes(Reception::kCodeBytes)) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 5; count -= 5) code += letters[bits >> (count - 5) & 31];
  }
  return code;
}

std::string key(AccountId account, LessonId id) { return account.str() + "/" + id.str(); }

Failure too_many(std::chrono::nanoseconds wait) {
  return Failure(refuse(Refusal::too_many_attempts, std::chrono::ceil<std::chrono::milliseconds>(wait)));
}

}  // namespace

Reception::Reception(Needs needs)
    : needs_(needs),
      by_account_(rule(5, std::chrono::minutes(5))),
      by_address_(rule(60, std::chrono::minutes(15))) {}

Result<void> Reception::charge(AccountId account, LessonId id, const std::string& address) {
  const std::lock_guard lock(mutex_);
  const Mono now = needs_.clock.mono();
  const std::string from = people::throttle_address(address);
  auto wait = by_address_.charge(from, now);
  if (wait == wait.zero() && account) {
    wait = by_account_.charge(key(account, id), now);
    if (wait != wait.zero()) by_address_.refund(from);
  }
  if (wait == wait.zero()) return {};
  return too_many(wait);
}

void Reception::refund(AccountId account, LessonId id, const std::string& address) {
  const std::lock_guard lock(mutex_);
  by_address_.refund(people::throttle_address(address));
  if (account) by_account_.refund(key(account, id));
}

Task<Result<void>> Reception::enter_with_password(people::Account by, LessonId id, std::string password,
                                                  std::string address) {
  LYCEUM_CO_TRY(const auto hash, co_await needs_.members.password_hash(id));
  if (hash.empty()) co_return Failure(refuse(Refusal::no_password));
  const auto typed = checked_lesson_password(password);
  LYCEUM_CO_CHECK(charge(by.id, id, address));
  if (!typed) co_return Failure(refuse(Refusal::wrong_password));
  const auto right = co_await needs_.hasher.verify(*typed, hash);
  if (right && !*right) co_return Failure(refuse(Refusal::wrong_password));
  refund(by.id, id, address);
  if (!right) co_return Failure(right.error());
  money::Entitlement entitlement;
  entitlement.lesson = id;
  entitlement.account = by.id;
  entitlement.source = money::Source::password;
  entitlement.since = needs_.clock.utc();
  LYCEUM_CO_CHECK(co_await needs_.entitlements.grant(entitlement));
  needs_.changes.access_changed(id, by.id);
  co_return Result<void>();
}

Task<Result<Role>> Reception::enter_with_invite(people::Account by, LessonId id, std::string code,
                                                std::string address) {
  LYCEUM_CO_CHECK(charge(by.id, id, address));
  if (code.size() > kCodeMax) co_return Failure(refuse(Refusal::invite_invalid));
  LYCEUM_CO_TRY(const Role role,
                co_await needs_.members.redeem(id, std::move(code), by.id, needs_.clock.utc()));
  refund(by.id, id, address);
  needs_.changes.access_changed(id, by.id);
  co_return role;
}

Task<Result<Invite>> Reception::look_at(std::string code, std::string address) {
  LYCEUM_CO_CHECK(charge({}, {}, address));
  if (code.size() > kCodeMax) co_return Failure(refuse(Refusal::invite_invalid));
  LYCEUM_CO_TRY(auto invite, co_await needs_.members.find_invite(std::move(code)));
  if (!invite) co_return Failure(refuse(Refusal::invite_invalid));
  refund({}, {}, address);
  co_return std::move(*invite);
}

Task<Result<Invite>> Reception::invite(people::Account by, LessonId id, Role role) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  if (role == Role::lecturer) co_return Failure(refuse(Refusal::role_invalid));
  Invite fresh;
  fresh.lesson = id;
  fresh.code = new_code();
  fresh.role = role;
  fresh.created_at = needs_.clock.utc();
  LYCEUM_CO_CHECK(co_await needs_.members.add_invite(fresh));
  co_return fresh;
}

Task<Result<std::vector<Invite>>> Reception::invites(people::Account by, LessonId id) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  co_return co_await needs_.members.invites(id);
}

Task<Result<void>> Reception::take_back(people::Account by, LessonId id, std::string code) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  co_return co_await needs_.members.remove_invite(id, std::move(code));
}

Task<Result<std::vector<Member>>> Reception::members(people::Account by, LessonId id) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  co_return co_await needs_.members.members(id);
}

Task<Result<void>> Reception::remove_member(people::Account by, LessonId id, AccountId account) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  LYCEUM_CO_CHECK(co_await needs_.members.remove_member(id, account));
  needs_.changes.access_changed(id, account);
  co_return Result<void>();
}

Task<Result<void>> Reception::ban(people::Account by, LessonId id, AccountId account,
                                  std::optional<std::chrono::seconds> lasts) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  LYCEUM_CO_TRY(const auto theirs, co_await needs_.access.ask(id, account));
  if (account == by.id || theirs.may(money::Action::moderate))
    co_return Failure(money::refuse(money::AccessRefusal::not_allowed));
  const Utc until = lasts ? needs_.clock.utc() + *lasts : kForGood;
  LYCEUM_CO_TRY(const bool is_there, co_await needs_.entitlements.ban(id, account, until));
  if (!is_there) co_return Failure(refuse(Refusal::member_not_found));
  needs_.changes.access_changed(id, account);
  co_return Result<void>();
}

Task<Result<void>> Reception::lift_ban(people::Account by, LessonId id, AccountId account) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  LYCEUM_CO_CHECK(co_await needs_.entitlements.ban(id, account, std::nullopt));
  needs_.changes.access_changed(id, account);
  co_return Result<void>();
}

Task<Result<std::vector<money::Ban>>> Reception::bans(people::Account by, LessonId id) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  co_return co_await needs_.entitlements.bans(id, needs_.clock.utc());
}

}  // namespace lyceum::lesson
