#include "people/account/refusal.hpp"
#include "people/account/rules.hpp"
#include "people/session/people.hpp"

namespace lyceum::people {

Task<Result<Account>> AccountDesk::rename(AccountId account, std::string name) {
  LYCEUM_CO_TRY(auto wanted, checked_name(name));
  LYCEUM_CO_TRY(auto renamed, co_await needs_.accounts.rename(account, std::move(wanted)));
  needs_.sessions.forget(account);
  co_return renamed;
}

Task<Result<void>> AccountDesk::erase(AccountId account, std::string password) {
  LYCEUM_CO_TRY(const auto known, co_await needs_.accounts.credentials(account));
  if (!known) co_return Failure(refuse(Refusal::account_not_found));
  if (!known->password_hash.empty())
    LYCEUM_CO_CHECK(co_await passwords_.confirm(account, std::move(password)));
  LYCEUM_CO_CHECK(co_await needs_.accounts.erase(account, needs_.clock.utc()));
  needs_.sessions.forget(account);
  co_return Result<void>();
}

Task<Result<AccountPage>> AccountDesk::list(Account by, AccountQuery query) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  query.search = search_form(query.search);
  co_return co_await needs_.accounts.list(std::move(query));
}

Task<Result<Account>> AccountDesk::set_flags(Account by, AccountId account, AccountFlags flags,
                                             std::string address) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_TRY(auto changed,
                co_await needs_.accounts.set_flags(std::move(actor), account, flags, needs_.clock.utc()));
  needs_.sessions.forget(account);
  co_return changed;
}

Task<Result<Account>> AccountDesk::look_at(Account by, AccountId account) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  LYCEUM_CO_TRY(auto found, co_await needs_.accounts.find(account));
  if (!found) co_return Failure(refuse(Refusal::account_not_found));
  co_return std::move(*found);
}

Task<Result<Account>> AccountDesk::block(Account by, AccountId account, std::string why,
                                         std::string address) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  if (by.id == account) co_return Failure(refuse(Refusal::own_account));
  LYCEUM_CO_TRY(auto reason, checked_reason(why));
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_TRY(auto blocked, co_await needs_.accounts.block(std::move(actor), account, std::move(reason),
                                                             needs_.clock.utc()));
  needs_.sessions.forget(account);
  co_return blocked;
}

Task<Result<Account>> AccountDesk::unblock(Account by, AccountId account, std::string address) {
  if (!by.is_operator) co_return Failure(refuse(Refusal::not_allowed));
  Actor actor{by.id, std::move(address)};
  co_return co_await needs_.accounts.unblock(std::move(actor), account, needs_.clock.utc());
}

}  // namespace lyceum::people
