#include "store/accounts/sessions.hpp"

#include "store/accounts/rows.hpp"
#include "store/audit/audit.hpp"

namespace lyceum::store {

Task<Result<void>> Sessions::add(people::SessionRecord session) {
  return database_.write([session](Transaction& tx) { return insert_session(tx, session); });
}

Task<Result<std::optional<people::SessionRepository::Found>>> Sessions::find(Digest token_hash) {
  return database_.read([token_hash](Transaction& tx) -> Result<std::optional<Found>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT s.seen_us, s.expires_us, a.id, a.login, a.name, "
                        "a.is_operator, a.is_lecturer, a.created_us, a.blocked_us, a.blocked_why "
                        "FROM session s JOIN account a ON a.id = s.account_id "
                        "WHERE s.token_hash = $1 AND a.deleted_us IS NULL AND a.blocked_us IS NULL",
                        ByteView(token_hash)));
    if (rows.empty()) return std::nullopt;
    const Row row = rows[0];
    LYCEUM_TRY(auto account, read_account(tx, row, 2));
    return Found{.session = {token_hash, row.id<AccountId>(2), row.utc(0), row.utc(1)},
                 .account = std::move(account)};
  });
}

Task<Result<void>> Sessions::note_sign_in(Actor who, bool worked, std::string detail, Utc now) {
  return database_.write([=](Transaction& tx) {
    const Actor by{worked ? who.account : AccountId{}, who.address};
    const std::string subject = who.account ? who.account.str() : std::string();
    return audit(tx, now, by, worked ? "account.sign_in" : "account.sign_in_failed", subject, detail);
  });
}

Task<Result<void>> Sessions::extend(Digest token_hash, Utc seen_at, Utc expires_at) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("UPDATE session SET seen_us = $2, expires_us = $3 WHERE token_hash = $1",
                          ByteView(token_hash), seen_at, expires_at));
    return {};
  });
}

Task<Result<void>> Sessions::remove(Digest token_hash) {
  return database_.write([token_hash](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("DELETE FROM session WHERE token_hash = $1", ByteView(token_hash)));
    return {};
  });
}

Task<Result<std::int64_t>> Sessions::remove_expired(Utc now) {
  return database_.write([now](Transaction& tx) -> Result<std::int64_t> {
    LYCEUM_TRY(const auto sessions, tx.query("DELETE FROM session WHERE expires_us <= $1", now));
    LYCEUM_TRY(const auto links, tx.query("DELETE FROM password_link WHERE expires_us <= $1", now));
    return sessions.changed() + links.changed();
  });
}

}  // namespace lyceum::store
