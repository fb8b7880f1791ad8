#include "store/room_log/room_log.hpp"

#include "store/room_log/event_text.hpp"

#include <algorithm>

namespace lyceum::store {
namespace {

using room::LogRow;
using room::OpenedLog;

// A lesson's events in one unit of work.
class Events {
 public:
  Events(Transaction& unit, const Seal& seal, LessonId of) : tx(unit), lesson(of), seal_(seal) {}

  Transaction& tx;
  const LessonId lesson;

  Result<void> take(std::vector<LogRow>& into, const Rows& rows) const {
    for (const Row row : rows) {
      LYCEUM_TRY(std::string body, open_event(seal_, lesson.value, row.integer(0), row.text(4)));
      into.push_back({static_cast<Offset>(row.integer(0)), row.utc(1), row.text(2),
                      static_cast<room::Audience>(std::clamp<std::int64_t>(row.integer(3), 0, 2)),
                      std::move(body)});
    }
    return {};
  }
  Result<void> put(const LogRow& row) const {
    const std::string body = close_event(seal_, lesson.value, static_cast<std::int64_t>(row.n), row.body);
    LYCEUM_CHECK(
        tx.query("INSERT INTO room_event(lesson_id, n, t_us, type, audience, body) "
                 "VALUES ($1, $2, $3, $4, $5, $6)",
                 lesson, row.n, row.t, row.type, static_cast<std::int64_t>(row.audience), body));
    return {};
  }

 private:
  const Seal& seal_;
};

// What of the rows before `first` still matters to the state.
Result<std::vector<LogRow>> read_older(const Events& events, Offset first) {
  Transaction& tx = events.tx;
  const LessonId lesson = events.lesson;
  std::vector<LogRow> older;
  LYCEUM_TRY(const auto comments,
             tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                      "AND n < $2 AND type = 'comment' ORDER BY n DESC LIMIT 100",
                      lesson, first));
  LYCEUM_TRY(const auto likes,
             tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                      "AND n < $2 AND type = 'likes' ORDER BY n DESC LIMIT 1",
                      lesson, first));
  LYCEUM_TRY(const auto presence,
             tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                      "AND n < $2 AND type = 'presence' ORDER BY n DESC LIMIT 1",
                      lesson, first));
  LYCEUM_TRY(const auto reactions,
             tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                      "AND n < $2 AND type = 'reactions' ORDER BY n DESC LIMIT 1",
                      lesson, first));
  LYCEUM_TRY(
      const auto others,
      tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
               "AND n < $2 AND type NOT IN ('comment', 'likes', 'presence', 'reactions', 'poll_answered') "
               "ORDER BY n DESC LIMIT 100000",
               lesson, first));
  // A full house answering thirty times must not push out what else was said.
  LYCEUM_TRY(const auto answers,
             tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                      "AND n < $2 AND type = 'poll_answered' ORDER BY n DESC LIMIT 600000",
                      lesson, first));
  for (const Rows* rows : {&comments, &likes, &presence, &reactions, &others, &answers})
    LYCEUM_CHECK(events.take(older, *rows));
  std::ranges::sort(older, {}, &LogRow::n);
  return older;
}

// The epoch is empty when the room was never opened.
Result<OpenedLog> read_log(const Events& events) {
  Transaction& tx = events.tx;
  const LessonId lesson = events.lesson;
  OpenedLog opened;
  LYCEUM_TRY(const auto rooms, tx.query("SELECT epoch FROM room WHERE lesson_id = $1", lesson));
  if (rooms.empty()) return opened;
  opened.epoch = rooms[0].text(0);
  LYCEUM_TRY(const auto recent,
             tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                      "ORDER BY n DESC LIMIT $2",
                      lesson, room::kRecentRows));
  LYCEUM_CHECK(events.take(opened.recent, recent));
  std::ranges::reverse(opened.recent);
  if (opened.recent.size() == room::kRecentRows) {
    LYCEUM_TRY(opened.older, read_older(events, opened.recent.front().n));
  }
  return opened;
}

// See store/replies.
Result<void> note_reply(Transaction& tx, LessonId lesson, const LogRow& row) {
  if (row.answers)
    LYCEUM_CHECK(
        tx.query("INSERT INTO room_reply(account_id, lesson_id, n, t_us) SELECT id, "
                 "CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT) FROM account "
                 "WHERE id = $1",
                 row.answers, lesson, row.n, row.t));
  if (row.takes_back > 0)
    LYCEUM_CHECK(tx.query("DELETE FROM room_reply WHERE lesson_id = $1 AND n = $2", lesson, row.takes_back));
  return {};
}

Result<void> append_rows(const Events& events, const Epoch& epoch, const std::vector<LogRow>& rows) {
  Transaction& tx = events.tx;
  const LessonId lesson = events.lesson;
  LYCEUM_TRY(const auto rooms, tx.query("SELECT epoch FROM room WHERE lesson_id = $1", lesson));
  if (rooms.empty() || rooms[0].text(0) != epoch)
    return Failure(internal_error("room record: another epoch, lesson " + lesson.str()));
  LYCEUM_TRY(const auto last,
             tx.query("SELECT n FROM room_event WHERE lesson_id = $1 ORDER BY n DESC LIMIT 1", lesson));
  Offset next = last.empty() ? 1 : static_cast<Offset>(last[0].integer(0)) + 1;
  for (const LogRow& row : rows) {
    if (row.n != next++)
      return Failure(internal_error("room record: rows do not follow, lesson " + lesson.str()));
    LYCEUM_CHECK(events.put(row));
    LYCEUM_CHECK(note_reply(tx, lesson, row));
  }
  return {};
}

class DatabaseRoomLog final : public room::RoomLog {
 public:
  explicit DatabaseRoomLog(Database& database) : database_(database) {}

  Task<Result<OpenedLog>> open(LessonId lesson, Epoch proposed) override {
    auto unit = [this, lesson](Transaction& tx) { return read_log(events(tx, lesson)); };
    auto opened = co_await database_.read(std::move(unit));
    if (!opened || !opened->epoch.empty()) co_return opened;
    auto make = [this, lesson, proposed](Transaction& tx) -> Result<OpenedLog> {
      LYCEUM_CHECK(
          tx.query("INSERT INTO room(lesson_id, epoch) VALUES ($1, $2) ON CONFLICT (lesson_id) DO NOTHING",
                   lesson, proposed));
      return read_log(events(tx, lesson));
    };
    co_return co_await database_.write(std::move(make));
  }

  Task<Result<void>> append(LessonId lesson, Epoch epoch, std::vector<LogRow> rows) override {
    auto unit = [this, lesson, epoch = std::move(epoch), rows = std::move(rows)](Transaction& tx) {
      return append_rows(events(tx, lesson), epoch, rows);
    };
    co_return co_await database_.write(std::move(unit));
  }

  Task<Result<std::vector<LogRow>>> comments_before(LessonId lesson, Offset before,
                                                    std::size_t limit) override {
    auto unit = [this, lesson, before, limit](Transaction& tx) -> Result<std::vector<LogRow>> {
      LYCEUM_TRY(const auto rows,
                 tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                          "AND n < $2 AND type = 'comment' ORDER BY n DESC LIMIT $3",
                          lesson, before, limit));
      std::vector<LogRow> found;
      LYCEUM_CHECK(events(tx, lesson).take(found, rows));
      return found;
    };
    co_return co_await database_.read(std::move(unit));
  }

  Task<Result<room::LogPage>> rows_after(LessonId lesson, Offset after, std::size_t limit) override {
    auto unit = [this, lesson, after, limit](Transaction& tx) -> Result<room::LogPage> {
      LYCEUM_TRY(const auto rows,
                 tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                          "AND n > $2 ORDER BY n LIMIT $3",
                          lesson, after, limit));
      LYCEUM_TRY(const auto deletions,
                 tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                          "AND type IN ('deleted', 'question', 'poll_word_out') ORDER BY n LIMIT 100000",
                          lesson));
      room::LogPage page;
      LYCEUM_CHECK(events(tx, lesson).take(page.rows, rows));
      LYCEUM_CHECK(events(tx, lesson).take(page.deletions, deletions));
      return page;
    };
    co_return co_await database_.read(std::move(unit));
  }

  Task<Result<std::vector<LogRow>>> rows_of(LessonId lesson, std::string_view type,
                                            std::size_t limit) override {
    auto unit = [this, lesson, type = std::string(type),
                 limit](Transaction& tx) -> Result<std::vector<LogRow>> {
      LYCEUM_TRY(const auto rows,
                 tx.query("SELECT n, t_us, type, audience, body FROM room_event WHERE lesson_id = $1 "
                          "AND type = $2 ORDER BY n LIMIT $3",
                          lesson, type, limit));
      std::vector<LogRow> found;
      LYCEUM_CHECK(events(tx, lesson).take(found, rows));
      return found;
    };
    co_return co_await database_.read(std::move(unit));
  }

  Task<Result<Offset>> last_of(LessonId lesson, std::string_view type) override {
    auto unit = [lesson, type = std::string(type)](Transaction& tx) -> Result<Offset> {
      LYCEUM_TRY(
          const auto rows,
          tx.query("SELECT n FROM room_event WHERE lesson_id = $1 AND type = $2 ORDER BY n DESC LIMIT 1",
                   lesson, type));
      return rows.empty() ? 0 : static_cast<Offset>(rows[0].integer(0));
    };
    co_return co_await database_.read(std::move(unit));
  }

 private:
  Events events(Transaction& tx, LessonId lesson) const { return {tx, database_.seal(), lesson}; }

  Database& database_;
};

}  // namespace

std::unique_ptr<room::RoomLog> make_room_log(Database& database) {
  return std::make_unique<DatabaseRoomLog>(database);
}

}  // namespace lyceum::store
