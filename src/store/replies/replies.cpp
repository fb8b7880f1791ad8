#include "store/replies/replies.hpp"

#include "store/room_log/event_text.hpp"

namespace lyceum::store {
namespace {

Result<room::Replies> replies_to(Transaction& tx, const Seal& seal, AccountId account, std::size_t limit) {
  room::Replies replies;
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT r.lesson_id, l.title, e.n, e.t_us, e.type, e.body FROM room_reply r "
                      "JOIN lesson l ON l.id = r.lesson_id "
                      "JOIN room_event e ON e.lesson_id = r.lesson_id AND e.n = r.n "
                      "WHERE r.account_id = $1 ORDER BY r.t_us DESC, r.n DESC LIMIT $2",
                      account, limit));
  for (const Row row : rows) {
    LYCEUM_TRY(std::string body, open_event(seal, row.integer(0), row.integer(2), row.text(5)));
    replies.newest.push_back({LessonId{row.integer(0)},
                              row.text(1),
                              {static_cast<Offset>(row.integer(2)), row.utc(3), row.text(4),
                               room::Audience::everyone, std::move(body)}});
  }
  LYCEUM_TRY(const auto unseen,
             tx.query("SELECT COUNT(*) FROM room_reply WHERE account_id = $1 AND t_us > "
                      "COALESCE((SELECT t_us FROM room_reply_seen WHERE account_id = $1), 0)",
                      account));
  replies.unseen = unseen[0].integer(0);
  return replies;
}

}  // namespace

Task<Result<room::Replies>> Replies::to(AccountId account, std::size_t limit) {
  return database_.read([&seal = database_.seal(), account, limit](Transaction& tx) {
    return replies_to(tx, seal, account, limit);
  });
}

Task<Result<void>> Replies::seen(AccountId account, Utc until) {
  return database_.write([account, until](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("INSERT INTO room_reply_seen(account_id, t_us) VALUES ($1, $2) ON CONFLICT(account_id) "
                 "DO UPDATE SET t_us = excluded.t_us WHERE excluded.t_us > room_reply_seen.t_us",
                 account, until));
    return {};
  });
}

}  // namespace lyceum::store
