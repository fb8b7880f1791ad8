#include "store/stays/stays.hpp"

#include "store/database/cursor.hpp"

#include <limits>

namespace lyceum::store {
namespace {

using insight::Attended;
using insight::AttendedPage;
using insight::AttendedQuery;
using insight::Attendee;

// An account's stays do not overlap, so the latest one begins and ends last.
Result<std::vector<room::Stayed>> saved_in(Transaction& tx, LessonId lesson) {
  LYCEUM_TRY(
      const auto rows,
      tx.query("SELECT account_id, CAST(SUM(until_us - since_us) AS BIGINT), MAX(since_us), MAX(until_us) "
               "FROM stay WHERE lesson_id = $1 GROUP BY account_id",
               lesson));
  std::vector<room::Stayed> all;
  all.reserve(rows.size());
  for (const Row row : rows) {
    const Utc since = row.utc(2), until = row.utc(3);
    all.push_back({row.id<AccountId>(0), microseconds(row.integer(1)) - (until - since), since, until});
  }
  return all;
}

Result<void> save_in(Transaction& tx, LessonId lesson, const std::vector<room::Stay>& stays) {
  for (const room::Stay& stay : stays)
    LYCEUM_CHECK(tx.query(
        "INSERT INTO stay(lesson_id, account_id, since_us, until_us, role) "
        "SELECT CAST($1 AS BIGINT), a.id, CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT) "
        "FROM account a WHERE a.id = $5 AND a.deleted_us IS NULL "
        "ON CONFLICT(lesson_id, account_id, since_us) "
        "DO UPDATE SET until_us = excluded.until_us, role = excluded.role",
        lesson, stay.since, stay.until, static_cast<std::int64_t>(stay.role), stay.account));
  return {};
}

Result<std::vector<Attendee>> attendees_in(Transaction& tx, LessonId lesson) {
  LYCEUM_TRY(
      const auto rows,
      tx.query("SELECT s.account_id, a.name, CAST(SUM(s.until_us - s.since_us) AS BIGINT), "
               "MIN(s.since_us), MAX(s.until_us), MAX(s.role) "
               "FROM stay s JOIN account a ON a.id = s.account_id "
               "WHERE s.lesson_id = $1 GROUP BY s.account_id, a.name ORDER BY a.name, s.account_id LIMIT $2",
               lesson, insight::AttendanceRepository::attendees_max));
  std::vector<Attendee> all;
  all.reserve(rows.size());
  for (const Row row : rows)
    all.push_back({.account = row.id<AccountId>(0),
                   .name = row.text(1),
                   .role = static_cast<Role>(row.integer(5)),
                   .present = microseconds(row.integer(2)),
                   .first_in = row.utc(3),
                   .last_out = row.utc(4)});
  return all;
}

#define LYCEUM_SELECT_ATTENDED                                                                       \
  "SELECT l.id, l.title, l.started_us, l.ended_us, "                                                 \
  "(SELECT COUNT(*) FROM replay r WHERE r.lesson_id = l.id AND r.hidden = 0 AND r.duration_ms > 0) " \
  "FROM lesson l WHERE l.deleted_us IS NULL AND l.started_us IS NOT NULL "                           \
  "AND EXISTS (SELECT 1 FROM stay s WHERE s.account_id = $1 AND s.lesson_id = l.id) "

Result<Attended> read_attended(Transaction& tx, AccountId account, const Row& row) {
  Attended attended{.lesson = row.id<LessonId>(0),
                    .title = row.text(1),
                    .begun = row.utc(2),
                    .over = row.optional_utc(3),
                    .replay = row.integer(4) > 0,
                    .stays = {}};
  LYCEUM_TRY(const auto stays,
             tx.query("SELECT since_us, until_us FROM stay WHERE lesson_id = $1 AND account_id = $2 "
                      "ORDER BY since_us LIMIT 10000",
                      attended.lesson, account));
  for (const Row stay : stays) attended.stays.push_back({stay.utc(0), stay.utc(1)});
  return attended;
}

Result<AttendedPage> page_in(Transaction& tx, AccountId account, const AttendedQuery& query) {
  constexpr auto newest = std::numeric_limits<std::int64_t>::max();
  const Cursor from = Cursor::parse(query.after).value_or(Cursor{newest, newest});
  LYCEUM_TRY(const auto rows,
             tx.query(LYCEUM_SELECT_ATTENDED "AND (l.started_us < $2 OR (l.started_us = $2 AND l.id < $3)) "
                                             "ORDER BY l.started_us DESC, l.id DESC LIMIT $4",
                      account, from.sort, from.id, query.limit + 1));
  AttendedPage page;
  for (const Row row : rows) {
    LYCEUM_TRY(auto attended, read_attended(tx, account, row));
    page.items.push_back(std::move(attended));
  }
  if (page.items.size() > static_cast<std::size_t>(query.limit)) {
    page.items.pop_back();
    page.next = Cursor{utc_micros(page.items.back().begun), page.items.back().lesson.value}.str();
  }
  return page;
}

Result<std::optional<Attended>> one_in(Transaction& tx, AccountId account, LessonId lesson) {
  LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_ATTENDED "AND l.id = $2", account, lesson));
  if (rows.empty()) return std::nullopt;
  return read_attended(tx, account, rows[0]);
}

}  // namespace

Task<Result<std::vector<room::Stayed>>> Stays::saved(LessonId lesson) {
  return database_.read([lesson](Transaction& tx) { return saved_in(tx, lesson); });
}

Task<Result<void>> Stays::save(LessonId lesson, std::vector<room::Stay> stays) {
  return database_.write(
      [lesson, all = std::move(stays)](Transaction& tx) { return save_in(tx, lesson, all); });
}

Task<Result<std::vector<Attendee>>> Stays::attendees(LessonId lesson) {
  return database_.read([lesson](Transaction& tx) { return attendees_in(tx, lesson); });
}

Task<Result<AttendedPage>> Stays::attended(AccountId account, AttendedQuery query) {
  return database_.read([account, query](Transaction& tx) { return page_in(tx, account, query); });
}

Task<Result<Stays::MaybeAttended>> Stays::attended(AccountId account, LessonId lesson) {
  return database_.read([=](Transaction& tx) { return one_in(tx, account, lesson); });
}

}  // namespace lyceum::store
