#include "store/replays/replays.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace lyceum::store {
namespace {

namespace json = boost::json;
using lesson::Replay;
using std::chrono::milliseconds;

constexpr std::string_view kDue = "null";

// [[at_ms, "title"], …]; null: they are due.
std::string chapters_text(const Replay& replay) {
  if (replay.chapters_due) return std::string(kDue);
  json::array list;
  for (const auto& chapter : replay.chapters) list.push_back(json::array{chapter.at.count(), chapter.title});
  return json::serialize(list);
}

std::vector<lesson::Chapter> read_chapters(const std::string& text) {
  std::vector<lesson::Chapter> chapters;
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  if (error || !value.is_array()) return chapters;
  for (const auto& each : value.get_array()) {
    const auto* pair = each.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_int64() || !(*pair)[1].is_string()) continue;
    chapters.push_back({milliseconds((*pair)[0].get_int64()), std::string((*pair)[1].get_string())});
  }
  return chapters;
}

Result<std::optional<Replay>> find_in(Transaction& tx, LessonId id) {
  LYCEUM_TRY(
      const auto rows,
      tx.query("SELECT duration_ms, hidden, trim_start_ms, trim_end_ms, chapters, recorded_us, keep_days, "
               "watched_us FROM replay WHERE lesson_id = $1",
               id));
  if (rows.empty()) return std::nullopt;
  const Row row = rows[0];
  Replay replay{.duration = milliseconds(row.integer(0)),
                .hidden = row.flag(1),
                .trim = {},
                .chapters = read_chapters(row.text(4)),
                .chapters_due = row.text(4) == kDue,
                .recorded_at = row.utc(5),
                .keep_days = {},
                .watched_at = row.optional_utc(7)};
  if (!row.is_null(6)) replay.keep_days = static_cast<int>(row.integer(6));
  if (!row.is_null(2) && !row.is_null(3))
    replay.trim = lesson::Trim{milliseconds(row.integer(2)), milliseconds(row.integer(3))};
  return replay;
}

Result<Replay> edit_in(Transaction& tx, LessonId id, milliseconds duration,
                       const lesson::ReplayChange& change) {
  LYCEUM_TRY(auto found, find_in(tx, id));
  if (!found) return Failure(refuse(lesson::ReplayRefusal::replay_not_found));
  found->duration = duration;
  LYCEUM_TRY(const Replay replay, lesson::changed(std::move(*found), change));
  std::optional<std::int64_t> start, end;
  if (replay.trim) {
    start = replay.trim->start.count();
    end = replay.trim->end.count();
  }
  LYCEUM_CHECK(
      tx.query("UPDATE replay SET duration_ms = $2, hidden = $3, trim_start_ms = $4, trim_end_ms = $5, "
               "chapters = $6, keep_days = $7 WHERE lesson_id = $1",
               id, duration.count(), replay.hidden, start, end, chapters_text(replay), replay.keep_days));
  return replay;
}

}  // namespace

Task<Result<std::optional<Replay>>> Replays::find(LessonId lesson) {
  return database_.read([lesson](Transaction& tx) { return find_in(tx, lesson); });
}

Task<Result<void>> Replays::note(LessonId lesson, milliseconds duration, Utc now) {
  return database_.write([lesson, duration, now](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("INSERT INTO replay(lesson_id, duration_ms, hidden, chapters, recorded_us) "
                 "VALUES ($1, $2, 0, 'null', $3) "
                 "ON CONFLICT(lesson_id) DO UPDATE SET duration_ms = $2, recorded_us = $3",
                 lesson, duration.count(), now));
    return {};
  });
}

Task<Result<void>> Replays::watched(LessonId lesson, Utc now) {
  return database_.write([lesson, now](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("UPDATE replay SET watched_us = $2 WHERE lesson_id = $1", lesson, now));
    return {};
  });
}

Task<Result<Replay>> Replays::edit(LessonId lesson, milliseconds duration, lesson::ReplayChange change) {
  return database_.write([lesson, duration, change = std::move(change)](Transaction& tx) {
    return edit_in(tx, lesson, duration, change);
  });
}

Task<Result<void>> Replays::remove(LessonId lesson) {
  return database_.write([lesson](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("DELETE FROM replay WHERE lesson_id = $1", lesson));
    return {};
  });
}

}  // namespace lyceum::store
