#include "store/accounts/rows.hpp"

#include "people/account/refusal.hpp"
#include "people/account/rules.hpp"

namespace lyceum::store {

using people::Refusal;
using people::refuse;

Result<people::Account> read_account(Transaction& tx, const Row& row, std::size_t from) {
  LYCEUM_TRY(std::string login, tx.seal().open(row.text(from + 1), kLoginPlace));
  return people::Account{.id = row.id<AccountId>(from),
                         .login = std::move(login),
                         .name = row.text(from + 2),
                         .is_operator = row.flag(from + 3),
                         .is_lecturer = row.flag(from + 4),
                         .created_at = row.utc(from + 5),
                         .blocked_at = row.optional_utc(from + 6),
                         .blocked_why = row.text(from + 7)};
}

std::string search_text(const Seal& seal, const std::string& login, const std::string& name) {
  return people::search_form(seal.closes() ? name : login + " " + name);
}

namespace {

// Also in a form that is older than what the seal gives now.
Result<bool> is_taken(Transaction& tx, const std::string& login) {
  for (const std::string& form : tx.seal().forms(login, kLoginPlace)) {
    LYCEUM_TRY(const auto rows, tx.query("SELECT 1 FROM account WHERE login = $1", form));
    if (!rows.empty()) return true;
  }
  return false;
}

}  // namespace

Result<std::optional<people::Account>> find_account(Transaction& tx, AccountId id) {
  LYCEUM_TRY(
      const auto rows,
      tx.query("SELECT " LYCEUM_ACCOUNT_COLUMNS " FROM account WHERE id = $1 AND deleted_us IS NULL", id));
  if (rows.empty()) return std::nullopt;
  LYCEUM_TRY(auto account, read_account(tx, rows[0]));
  return account;
}

Result<void> insert_account(Transaction& tx, const people::NewAccount& fresh) {
  const people::Account& account = fresh.account;
  const std::string login = tx.seal().close_alike(account.login, kLoginPlace);
  const std::string search = search_text(tx.seal(), account.login, account.name);
  LYCEUM_TRY(const bool taken_already, is_taken(tx, account.login));
  LYCEUM_TRY(
      const auto added,
      tx.query(
          "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(login) DO NOTHING",
          account.id, login, account.name, search, fresh.password_hash, account.is_operator,
          account.is_lecturer, account.created_at));
  if (taken_already || added.changed() == 0) {
    Error taken = refuse(Refusal::login_taken);
    taken.detail = account.login;
    return Failure(std::move(taken));
  }
  if (!fresh.terms_version.empty())
    LYCEUM_CHECK(tx.query("INSERT INTO consent(account_id, terms_version, given_us) VALUES ($1, $2, $3)",
                          account.id, fresh.terms_version, account.created_at));
  if (fresh.session) LYCEUM_CHECK(insert_session(tx, *fresh.session));
  return {};
}

Result<void> insert_session(Transaction& tx, const people::SessionRecord& session) {
  LYCEUM_CHECK(
      tx.query("INSERT INTO session(token_hash, account_id, seen_us, expires_us) VALUES ($1, $2, $3, $4)",
               ByteView(session.token_hash), session.account, session.seen_at, session.expires_at));
  return {};
}

Result<void> set_password(Transaction& tx, AccountId id, const std::string& password_hash) {
  LYCEUM_TRY(const auto set,
             tx.query("UPDATE account SET password_hash = $2 WHERE id = $1 AND deleted_us IS NULL", id,
                      password_hash));
  if (set.changed() == 0) return Failure(refuse(Refusal::account_not_found));
  return {};
}

}  // namespace lyceum::store
