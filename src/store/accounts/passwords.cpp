#include "store/accounts/passwords.hpp"

#include "people/account/refusal.hpp"
#include "store/accounts/rows.hpp"
#include "store/audit/audit.hpp"

namespace lyceum::store {

using people::Refusal;
using people::refuse;

Task<Result<void>> Passwords::set(AccountId id, std::string password_hash, std::optional<Digest> keep,
                                  Utc now) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(set_password(tx, id, password_hash));
    const Digest kept = keep.value_or(Digest{});  // no token hashes to all zeros
    LYCEUM_CHECK(
        tx.query("DELETE FROM session WHERE account_id = $1 AND token_hash <> $2", id, ByteView(kept)));
    LYCEUM_CHECK(tx.query("DELETE FROM password_link WHERE account_id = $1", id));
    return audit(tx, now, Actor{id, {}}, "account.password", id.str());
  });
}

Task<Result<void>> Passwords::put_reset(Actor by, AccountId id, Digest link_hash, Utc now, Utc expires_at) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const auto account, find_account(tx, id));
    if (!account) return Failure(refuse(Refusal::account_not_found));
    LYCEUM_CHECK(
        tx.query("INSERT INTO password_link(account_id, link_hash, expires_us) VALUES ($1, $2, $3) "
                 "ON CONFLICT(account_id) DO UPDATE SET link_hash = $2, expires_us = $3",
                 id, ByteView(link_hash), expires_at));
    return audit(tx, now, by, "account.password_link", id.str());
  });
}

Task<Result<std::optional<people::Account>>> Passwords::find_reset(Digest link_hash, Utc now) {
  return database_.read([=](Transaction& tx) -> Result<std::optional<people::Account>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT account_id FROM password_link WHERE link_hash = $1 AND expires_us > $2",
                        ByteView(link_hash), now));
    if (rows.empty()) return std::nullopt;
    return find_account(tx, rows[0].id<AccountId>(0));
  });
}

Task<Result<AccountId>> Passwords::redeem_reset(Digest link_hash, std::string password_hash, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<AccountId> {
    LYCEUM_TRY(
        const auto rows,
        tx.query("DELETE FROM password_link WHERE link_hash = $1 AND expires_us > $2 RETURNING account_id",
                 ByteView(link_hash), now));
    if (rows.empty()) return Failure(refuse(Refusal::link_invalid));
    const auto id = rows[0].id<AccountId>(0);
    LYCEUM_CHECK(set_password(tx, id, password_hash));
    LYCEUM_CHECK(tx.query("DELETE FROM session WHERE account_id = $1", id));
    LYCEUM_CHECK(audit(tx, now, Actor{id, {}}, "account.password_reset", id.str()));
    return id;
  });
}

}  // namespace lyceum::store
