#include "store/accounts/accounts.hpp"

#include "people/account/refusal.hpp"
#include "people/account/rules.hpp"
#include "store/accounts/room_erasure.hpp"
#include "store/accounts/rows.hpp"
#include "store/audit/audit.hpp"
#include "store/database/cursor.hpp"

#include <limits>

namespace lyceum::store {
namespace {

using people::Account;
using people::Credentials;
using people::Refusal;
using people::refuse;

Result<Account> existing(Transaction& tx, AccountId id) {
  LYCEUM_TRY(auto account, find_account(tx, id));
  if (!account) return Failure(refuse(Refusal::account_not_found));
  return std::move(*account);
}

Result<void> keep_an_operator(Transaction& tx, AccountId leaving) {
  LYCEUM_TRY(const auto others, tx.query("SELECT 1 FROM account WHERE is_operator = 1 AND deleted_us IS NULL "
                                         "AND blocked_us IS NULL AND id <> $1 LIMIT 1",
                                         leaving));
  if (others.empty()) return Failure(refuse(Refusal::last_operator));
  return {};
}

Result<std::optional<Credentials>> read_credentials(Transaction& tx, const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  LYCEUM_TRY(auto account, read_account(tx, rows[0]));
  return Credentials{.account = std::move(account), .password_hash = rows[0].text(8)};
}

Result<void> may_leave(Transaction& tx, const Account& account) {
  if (account.is_operator) LYCEUM_CHECK(keep_an_operator(tx, account.id));
  LYCEUM_TRY(
      const auto live,
      tx.query(
          "SELECT 1 FROM lesson WHERE lecturer_id = $1 AND state = 'live' AND deleted_us IS NULL LIMIT 1",
          account.id));
  if (!live.empty()) return Failure(refuse(Refusal::lesson_live));
  return {};
}

// The row stays, since lessons and room records name its number; nothing in it tells who that was. Consent
// stays as proof that it was given.
Result<void> erase_in(Transaction& tx, AccountId id, Utc now) {
  LYCEUM_TRY(const auto account, existing(tx, id));
  LYCEUM_CHECK(may_leave(tx, account));
  LYCEUM_CHECK(
      tx.query("UPDATE account SET login = $2, name = '', search = '', password_hash = '', is_operator = 0, "
               "is_lecturer = 0, blocked_why = '', deleted_us = $3 WHERE id = $1",
               id, "deleted/" + id.str(), now));
  LYCEUM_CHECK(tx.query("DELETE FROM session WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM password_link WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM entitlement WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM seat WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM ban WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM room_name WHERE lecturer_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM room_reply WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM room_reply_seen WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM stay WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM idempotency WHERE account_id = $1", id));
  LYCEUM_CHECK(tx.query("DELETE FROM application WHERE account_id = $1", id));
  LYCEUM_CHECK(
      tx.query("UPDATE lesson SET deleted_us = $2 WHERE lecturer_id = $1 AND state = 'scheduled' AND "
               "deleted_us IS NULL",
               id, now));
  return audit(tx, now, Actor{id, {}}, "account.erased", id.str());
}

}  // namespace

Task<Result<void>> Accounts::add(std::vector<people::NewAccount> accounts) {
  return database_.write([fresh = std::move(accounts)](Transaction& tx) -> Result<void> {
    for (const auto& account : fresh) LYCEUM_CHECK(insert_account(tx, account));
    return {};
  });
}

Task<Result<std::optional<Account>>> Accounts::find(AccountId id) {
  return database_.read([id](Transaction& tx) { return find_account(tx, id); });
}

Task<Result<std::optional<Credentials>>> Accounts::find_login(std::string login) {
  return database_.read([login](Transaction& tx) -> Result<std::optional<Credentials>> {
    for (const std::string& form : tx.seal().forms(login, kLoginPlace)) {
      LYCEUM_TRY(const auto rows, tx.query("SELECT " LYCEUM_ACCOUNT_COLUMNS ", password_hash FROM account "
                                           "WHERE login = $1 AND deleted_us IS NULL",
                                           form));
      if (!rows.empty()) return read_credentials(tx, rows);
    }
    return std::nullopt;
  });
}

Task<Result<std::optional<Credentials>>> Accounts::credentials(AccountId id) {
  return database_.read([id](Transaction& tx) -> Result<std::optional<Credentials>> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT " LYCEUM_ACCOUNT_COLUMNS ", password_hash FROM account "
                                         "WHERE id = $1 AND deleted_us IS NULL",
                                         id));
    return read_credentials(tx, rows);
  });
}

Task<Result<people::AccountPage>> Accounts::list(people::AccountQuery query) {
  return database_.read([query](Transaction& tx) -> Result<people::AccountPage> {
    constexpr auto newest = std::numeric_limits<std::int64_t>::max();
    const Cursor from = Cursor::parse(query.after).value_or(Cursor{newest, newest});
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT " LYCEUM_ACCOUNT_COLUMNS " FROM account WHERE deleted_us IS NULL "
                        "AND (CAST($1 AS TEXT) = '' OR replace(search, CAST($1 AS TEXT), '') <> search "
                        "OR login = $2) AND (created_us < $3 OR (created_us = $3 AND id < $4)) "
                        "ORDER BY created_us DESC, id DESC LIMIT $5",
                        query.search, tx.seal().close_alike(query.search, kLoginPlace), from.sort, from.id,
                        query.limit + 1));
    people::AccountPage page;
    for (const Row row : rows) {
      LYCEUM_TRY(auto account, read_account(tx, row));
      page.items.push_back(std::move(account));
    }
    if (page.items.size() > static_cast<std::size_t>(query.limit)) {
      page.items.pop_back();
      page.next = Cursor{utc_micros(page.items.back().created_at), page.items.back().id.value}.str();
    }
    return page;
  });
}

Task<Result<Account>> Accounts::rename(AccountId id, std::string name) {
  return database_.write([=](Transaction& tx) -> Result<Account> {
    LYCEUM_TRY(auto account, existing(tx, id));
    account.name = name;
    LYCEUM_CHECK(tx.query("UPDATE account SET name = $2, search = $3 WHERE id = $1", id, name,
                          search_text(tx.seal(), account.login, name)));
    return account;
  });
}

Task<Result<Account>> Accounts::set_flags(Actor by, AccountId id, people::AccountFlags flags, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Account> {
    LYCEUM_TRY(auto account, existing(tx, id));
    const bool was_operator = account.is_operator;
    account.is_operator = flags.is_operator.value_or(account.is_operator);
    account.is_lecturer = flags.is_lecturer.value_or(account.is_lecturer);
    if (was_operator && !account.is_operator) LYCEUM_CHECK(keep_an_operator(tx, id));
    LYCEUM_CHECK(tx.query("UPDATE account SET is_operator = $2, is_lecturer = $3 WHERE id = $1", id,
                          account.is_operator, account.is_lecturer));
    const std::string detail = std::string("operator=") + (account.is_operator ? "1" : "0") +
                               " lecturer=" + (account.is_lecturer ? "1" : "0");
    LYCEUM_CHECK(audit(tx, now, by, "account.flags", id.str(), detail));
    return account;
  });
}

Task<Result<Account>> Accounts::block(Actor by, AccountId id, std::string why, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Account> {
    LYCEUM_TRY(auto account, existing(tx, id));
    if (account.is_operator) LYCEUM_CHECK(keep_an_operator(tx, id));
    account.blocked_at = now;
    account.blocked_why = why;
    LYCEUM_CHECK(
        tx.query("UPDATE account SET blocked_us = $2, blocked_why = $3 WHERE id = $1", id, now, why));
    LYCEUM_CHECK(tx.query("DELETE FROM session WHERE account_id = $1", id));
    LYCEUM_CHECK(tx.query("DELETE FROM password_link WHERE account_id = $1", id));
    LYCEUM_CHECK(audit(tx, now, by, "account.block", id.str(), why));
    return account;
  });
}

Task<Result<Account>> Accounts::unblock(Actor by, AccountId id, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Account> {
    LYCEUM_TRY(auto account, existing(tx, id));
    account.blocked_at.reset();
    account.blocked_why.clear();
    LYCEUM_CHECK(tx.query("UPDATE account SET blocked_us = NULL, blocked_why = '' WHERE id = $1", id));
    LYCEUM_CHECK(audit(tx, now, by, "account.unblock", id.str()));
    return account;
  });
}

Task<Result<void>> Accounts::erase(AccountId id, Utc now) {
  LYCEUM_CO_CHECK(co_await database_.read([id](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const auto account, existing(tx, id));
    return may_leave(tx, account);
  }));
  LYCEUM_CO_CHECK(co_await erase_from_rooms(database_, id));
  co_return co_await database_.write([id, now](Transaction& tx) { return erase_in(tx, id, now); });
}

}  // namespace lyceum::store
