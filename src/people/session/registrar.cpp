#include "base/secret/random.hpp"
#include "people/account/refusal.hpp"
#include "people/account/rules.hpp"
#include "people/secret/token.hpp"
#include "people/session/people.hpp"

namespace lyceum::people {
namespace {

// 52 random bits: two accounts with one number would take a hundred million accounts.
AccountId new_account_id() { return {random_between(1, std::int64_t{1} << 52)}; }

}  // namespace

Task<Result<NewAccount>> Registrar::made(Registration form) {
  NewAccount fresh;
  LYCEUM_CO_TRY(fresh.account.login, checked_login(form.login));
  LYCEUM_CO_TRY(fresh.account.name, checked_name(form.name));
  LYCEUM_CO_TRY(const auto password, checked_password(form.password, fresh.account.login));
  fresh.account.id = new_account_id();
  fresh.account.created_at = needs_.clock.utc();
  LYCEUM_CO_TRY(fresh.password_hash, co_await needs_.hasher.hash(password));
  co_return fresh;
}

std::string Registrar::sign_in(NewAccount& account) {
  std::string token = new_token();
  account.session = needs_.sessions.record(account.account.id, *token_hash(token));
  return token;
}

Task<Result<SignedIn>> Registrar::register_account(Registration form) {
  const std::string terms = terms_version_();
  if (!terms.empty() && form.terms_version != terms) co_return Failure(refuse(Refusal::terms_needed));
  LYCEUM_CO_TRY(auto fresh, co_await made(std::move(form)));
  fresh.terms_version = terms;
  SignedIn signed_in{.account = fresh.account, .token = sign_in(fresh)};
  std::vector<NewAccount> accounts{std::move(fresh)};
  LYCEUM_CO_CHECK(co_await needs_.accounts.add(std::move(accounts)));
  co_return signed_in;
}

Task<Result<bool>> Registrar::setup_needed() {
  LYCEUM_CO_TRY(const bool there, co_await needs_.setup.has_operator());
  co_return !there;
}

Task<Result<std::optional<std::string>>> Registrar::prepare_setup() {
  LYCEUM_CO_TRY(const bool needed, co_await setup_needed());
  if (!needed) co_return std::nullopt;
  std::string token = new_token();
  LYCEUM_CO_CHECK(co_await needs_.setup.put_link(*token_hash(token)));
  co_return token;
}

Task<Result<SignedIn>> Registrar::set_up(std::string link_token, Registration form) {
  const auto link = token_hash(link_token);
  if (!link) co_return Failure(refuse(Refusal::link_invalid));
  LYCEUM_CO_TRY(const bool needed, co_await setup_needed());
  if (!needed) co_return Failure(refuse(Refusal::setup_done));
  LYCEUM_CO_TRY(auto first, co_await made(std::move(form)));
  first.account.is_operator = true;
  first.account.is_lecturer = true;
  SignedIn signed_in{.account = first.account, .token = sign_in(first)};
  LYCEUM_CO_CHECK(co_await needs_.setup.redeem(*link, std::move(first)));
  co_return signed_in;
}

Task<Result<Account>> Registrar::add(Registration form, bool is_operator, bool is_lecturer) {
  LYCEUM_CO_TRY(auto fresh, co_await made(std::move(form)));
  fresh.account.is_operator = is_operator;
  fresh.account.is_lecturer = is_lecturer;
  Account account = fresh.account;
  std::vector<NewAccount> accounts{std::move(fresh)};
  LYCEUM_CO_CHECK(co_await needs_.accounts.add(std::move(accounts)));
  co_return account;
}

Task<Result<std::vector<SignedIn>>> Registrar::import(std::vector<Imported> people) {
  std::vector<NewAccount> accounts;
  std::vector<SignedIn> signed_in;
  for (const Imported& person : people) {
    NewAccount fresh;
    LYCEUM_CO_TRY(fresh.account.login, checked_login(person.login));
    LYCEUM_CO_TRY(fresh.account.name, checked_name(person.name));
    fresh.account.id = new_account_id();
    fresh.account.is_lecturer = person.is_lecturer;
    fresh.account.created_at = needs_.clock.utc();
    signed_in.push_back({fresh.account, sign_in(fresh)});
    accounts.push_back(std::move(fresh));
  }
  LYCEUM_CO_CHECK(co_await needs_.accounts.add(std::move(accounts)));
  co_return signed_in;
}

}  // namespace lyceum::people
