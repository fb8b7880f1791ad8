#include "people/account/refusal.hpp"
#include "people/account/rules.hpp"
#include "people/secret/token.hpp"
#include "people/session/people.hpp"

namespace lyceum::people {

Task<Result<Credentials>> Passwords::credentials(AccountId account) {
  LYCEUM_CO_TRY(auto known, co_await needs_.accounts.credentials(account));
  if (!known) co_return Failure(refuse(Refusal::account_not_found));
  co_return std::move(*known);
}

Task<Result<void>> Passwords::confirm(AccountId account, std::string password) {
  const std::string key = account.str();
  {
    const std::lock_guard lock(mutex_);
    const auto wait = attempts_.charge(key, needs_.clock.mono());
    if (wait != wait.zero())
      co_return Failure(
          refuse(Refusal::too_many_attempts, std::chrono::ceil<std::chrono::milliseconds>(wait)));
  }
  LYCEUM_CO_TRY(const auto known, co_await credentials(account));
  const auto right = co_await needs_.hasher.verify(normal_password(password), known.password_hash);
  if (right && !*right) co_return Failure(refuse(Refusal::wrong_password));
  const std::lock_guard lock(mutex_);
  if (!right) {  // it was not even looked at
    attempts_.refund(key);
    co_return Failure(right.error());
  }
  attempts_.clear(key);
  co_return Result<void>();
}

Task<Result<void>> Passwords::change(AccountId account, std::string old_password, std::string new_password,
                                     std::string token) {
  LYCEUM_CO_TRY(const auto known, co_await credentials(account));
  LYCEUM_CO_TRY(const auto wanted, checked_password(new_password, known.account.login));
  LYCEUM_CO_CHECK(co_await confirm(account, std::move(old_password)));
  LYCEUM_CO_TRY(const auto hash, co_await needs_.hasher.hash(wanted));
  LYCEUM_CO_CHECK(co_await needs_.passwords.set(account, hash, token_hash(token), needs_.clock.utc()));
  needs_.sessions.forget(account);
  co_return Result<void>();
}

Task<Result<std::string>> Passwords::issue_reset(Account by, AccountId account, std::string address) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  std::string token = new_token();
  const Utc now = needs_.clock.utc();
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_CHECK(co_await needs_.passwords.put_reset(std::move(actor), account, *token_hash(token), now,
                                                      now + kLinkLife));
  co_return token;
}

Task<Result<void>> Passwords::redeem_reset(std::string link_token, std::string new_password) {
  const auto link = token_hash(link_token);
  if (!link) co_return Failure(refuse(Refusal::link_invalid));
  LYCEUM_CO_TRY(const auto account, co_await needs_.passwords.find_reset(*link, needs_.clock.utc()));
  if (!account) co_return Failure(refuse(Refusal::link_invalid));
  LYCEUM_CO_TRY(const auto wanted, checked_password(new_password, account->login));
  LYCEUM_CO_TRY(const auto hash, co_await needs_.hasher.hash(wanted));
  LYCEUM_CO_TRY(const auto id, co_await needs_.passwords.redeem_reset(*link, hash, needs_.clock.utc()));
  needs_.sessions.forget(id);
  co_return Result<void>();
}

}  // namespace lyceum::people
