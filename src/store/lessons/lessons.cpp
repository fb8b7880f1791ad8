#include "store/lessons/lessons.hpp"

#include "lesson/lesson/refusal.hpp"
#include "store/audit/audit.hpp"
#include "store/lessons/filing.hpp"
#include "store/lessons/listing.hpp"
#include "store/lessons/rows.hpp"

#include <algorithm>

namespace lyceum::store {
namespace {

using lesson::Lesson;
using lesson::Refusal;
using lesson::refuse;
using MaybeLesson = std::optional<Lesson>;

Result<bool> add_lesson(Transaction& tx, const lesson::NewLesson& fresh) {
  const Lesson& lesson = fresh.lesson;
  LYCEUM_TRY(
      const auto added,
      tx.query(
          "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
          "created_us, filed_us, cover_version, key_version, gop_ms, kind, published) "
          "VALUES ($1, $2, $3, $4, 'scheduled', $5, $6, $7, $8, $9, 0, 1, 0, $10, $11) ON CONFLICT(id) DO "
          "NOTHING",
          lesson.id, lesson.lecturer, lesson.title, lesson.description, access_kind_name(lesson.access),
          fresh.password_hash, lesson.starts_at, lesson.created_at,
          lesson.starts_at.value_or(lesson.created_at), lesson::kind_name(lesson.kind), lesson.published));
  if (added.changed() == 0) return false;
  if (lesson.review) LYCEUM_CHECK(refile(tx, lesson.id, filed_of(lesson), filed_of(lesson), nullptr));
  if (!fresh.room_name.empty())
    LYCEUM_CHECK(
        tx.query("INSERT INTO room_name(lecturer_id, name, lesson_id) VALUES ($1, $2, $3) "
                 "ON CONFLICT(lecturer_id, name) DO UPDATE SET lesson_id = $3",
                 lesson.lecturer, fresh.room_name, lesson.id));
  return true;
}

Result<void> edit_times(Transaction& tx, const Lesson& lesson, std::optional<Utc> starts_at) {
  const Utc filed = lesson.state == lesson::State::scheduled
                        ? starts_at.value_or(lesson.created_at)
                        : lesson.ended_at.value_or(lesson.started_at.value_or(lesson.created_at));
  LYCEUM_CHECK(
      tx.query("UPDATE lesson SET starts_us = $2, filed_us = $3 WHERE id = $1", lesson.id, starts_at, filed));
  return {};
}

// Whoever came in by a password has to come in again: it may be another one, or none.
Result<void> edit_access(Transaction& tx, LessonId id, const lesson::LessonEdit& edit) {
  const std::optional<std::string_view> kind =
      edit.access ? std::optional(access_kind_name(*edit.access)) : std::nullopt;
  const bool opens_otherwise = edit.access && *edit.access != AccessKind::password;
  const std::optional<std::string> hash = opens_otherwise ? std::optional(std::string()) : edit.password_hash;
  LYCEUM_CHECK(
      tx.query("UPDATE lesson SET access = COALESCE(CAST($2 AS TEXT), access), "
               "password_hash = COALESCE(CAST($3 AS TEXT), password_hash) WHERE id = $1",
               id, kind, hash));
  LYCEUM_CHECK(tx.query("DELETE FROM entitlement WHERE lesson_id = $1 AND source = 'password'", id));
  return {};
}

Result<MaybeLesson> edit_lesson(Transaction& tx, LessonId id, const lesson::LessonEdit& edit, Utc now) {
  LYCEUM_TRY(const auto lesson, find_lesson(tx, id));
  if (!lesson) return std::nullopt;
  const lesson::Filed before = filed_of(*lesson);
  const lesson::FaceEdit face{.title = edit.title, .description = edit.description};
  LYCEUM_CHECK(refile(tx, id, before, lesson::edited(before, face, edit.reviewed, now), nullptr));
  if (edit.starts_at) LYCEUM_CHECK(edit_times(tx, *lesson, *edit.starts_at));
  if (edit.access || edit.password_hash) LYCEUM_CHECK(edit_access(tx, id, edit));
  return find_lesson(tx, id);
}

Result<MaybeLesson> move_lesson(Transaction& tx, LessonId id, lesson::Move move, Utc now) {
  LYCEUM_TRY(const auto lesson, find_lesson(tx, id));
  if (!lesson) return std::nullopt;
  LYCEUM_TRY(const auto next, lesson::after(lesson->kind, lesson->state, move));
  if (move != lesson::Move::stop && !lesson->published) return Failure(refuse(Refusal::not_published));
  const std::optional<Utc> started = move == lesson::Move::stop ? lesson->started_at : now;
  const std::optional<Utc> ended = move == lesson::Move::stop ? std::optional(now) : std::nullopt;
  LYCEUM_CHECK(
      tx.query("UPDATE lesson SET state = $2, started_us = $3, ended_us = $4, filed_us = $5 WHERE id = $1",
               id, lesson::state_name(next), started, ended, now));
  return find_lesson(tx, id);
}

Result<MaybeLesson> cut_lesson(Transaction& tx, const Actor& by, LessonId id, const std::string& why,
                               Utc now) {
  LYCEUM_TRY(const auto moved, move_lesson(tx, id, lesson::Move::stop, now));
  if (!moved) return std::nullopt;
  LYCEUM_CHECK(tx.query("UPDATE lesson SET cut_us = $2, cut_why = $3 WHERE id = $1", id, now, why));
  LYCEUM_CHECK(audit(tx, now, by, "lesson.cut", id.str(), why));
  return find_lesson(tx, id);
}

Result<MaybeLesson> uncut_lesson(Transaction& tx, const Actor& by, LessonId id, Utc now) {
  LYCEUM_TRY(const auto lesson, find_lesson(tx, id));
  if (!lesson) return std::nullopt;
  if (!lesson->cut_at) return Failure(refuse(Refusal::not_cut));
  LYCEUM_CHECK(tx.query("UPDATE lesson SET cut_us = NULL, cut_why = '' WHERE id = $1", id));
  LYCEUM_CHECK(audit(tx, now, by, "lesson.uncut", id.str()));
  return find_lesson(tx, id);
}

// A cover's number only moves on, whether it is shown or waits: an address never shows two pictures.
Result<MaybeLesson> put_cover_in(Transaction& tx, LessonId id, const lesson::Cover& cover, bool reviewed,
                                 Utc now) {
  LYCEUM_TRY(const auto lesson, find_lesson(tx, id));
  if (!lesson) return std::nullopt;
  const lesson::Filed before = filed_of(*lesson);
  const lesson::FaceEdit face{.cover = std::max(before.face.cover, newest(before).cover) + 1};
  LYCEUM_CHECK(refile(tx, id, before, lesson::edited(before, face, reviewed, now), &cover.bytes));
  return find_lesson(tx, id);
}

Result<MaybeLesson> review_lesson(Transaction& tx, const Actor& by, LessonId id,
                                  const std::optional<std::string>& why, Utc now) {
  LYCEUM_TRY(const auto lesson, find_lesson(tx, id));
  if (!lesson) return std::nullopt;
  const lesson::Filed before = filed_of(*lesson);
  LYCEUM_TRY(const auto after, why ? lesson::declined(before, *why) : lesson::approved(before));
  LYCEUM_CHECK(refile(tx, id, before, after, nullptr));
  LYCEUM_CHECK(audit(tx, now, by, why ? "lesson.decline" : "lesson.approve", id.str(), why.value_or("")));
  return find_lesson(tx, id);
}

}  // namespace

Task<Result<bool>> Lessons::add(lesson::NewLesson lesson) {
  return database_.write([fresh = std::move(lesson)](Transaction& tx) { return add_lesson(tx, fresh); });
}

Task<Result<MaybeLesson>> Lessons::find(LessonId id) {
  return database_.read([id](Transaction& tx) { return find_lesson(tx, id); });
}

Task<Result<MaybeLesson>> Lessons::find_named(AccountId lecturer, std::string room_name) {
  return database_.read([=](Transaction& tx) -> Result<MaybeLesson> {
    LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_LESSON
                                         "JOIN room_name r ON r.lesson_id = l.id "
                                         "WHERE r.lecturer_id = $1 AND r.name = $2 AND l.deleted_us IS NULL",
                                         lecturer, room_name));
    if (rows.empty()) return std::nullopt;
    return read_lesson(rows[0]);
  });
}

Task<Result<MaybeLesson>> Lessons::find_any_named(std::string room_name) {
  return database_.read([room_name](Transaction& tx) -> Result<MaybeLesson> {
    LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_LESSON "JOIN room_name r ON r.lesson_id = l.id "
                                                              "WHERE r.name = $1 AND l.deleted_us IS NULL "
                                                              "ORDER BY l.created_us DESC, l.id DESC LIMIT 1",
                                         room_name));
    if (rows.empty()) return std::nullopt;
    return read_lesson(rows[0]);
  });
}

Task<Result<lesson::LessonPage>> Lessons::list(lesson::LessonQuery query) {
  return database_.read([query](Transaction& tx) { return list_lessons(tx, query); });
}

Task<Result<MaybeLesson>> Lessons::edit(LessonId id, lesson::LessonEdit edit, Utc now) {
  return database_.write(
      [id, now, change = std::move(edit)](Transaction& tx) { return edit_lesson(tx, id, change, now); });
}

Task<Result<MaybeLesson>> Lessons::move(LessonId id, lesson::Move move, Utc now) {
  return database_.write([=](Transaction& tx) { return move_lesson(tx, id, move, now); });
}

Task<Result<MaybeLesson>> Lessons::cut(Actor by, LessonId id, std::string why, Utc now) {
  return database_.write([=](Transaction& tx) { return cut_lesson(tx, by, id, why, now); });
}

Task<Result<MaybeLesson>> Lessons::uncut(Actor by, LessonId id, Utc now) {
  return database_.write([=](Transaction& tx) { return uncut_lesson(tx, by, id, now); });
}

Task<Result<MaybeLesson>> Lessons::rotate_key(LessonId id, Utc previous_until) {
  return database_.write([=](Transaction& tx) -> Result<MaybeLesson> {
    LYCEUM_CHECK(
        tx.query("UPDATE lesson SET key_version = key_version + 1, previous_key_until_us = $2 "
                 "WHERE id = $1 AND deleted_us IS NULL",
                 id, previous_until));
    return find_lesson(tx, id);
  });
}

Task<Result<MaybeLesson>> Lessons::put_cover(LessonId id, lesson::Cover cover, bool reviewed, Utc now) {
  return database_.write([id, reviewed, now, picture = std::move(cover)](Transaction& tx) {
    return put_cover_in(tx, id, picture, reviewed, now);
  });
}

Task<Result<MaybeLesson>> Lessons::review(Actor by, LessonId id, std::optional<std::string> why, Utc now) {
  return database_.write([=](Transaction& tx) { return review_lesson(tx, by, id, why, now); });
}

Task<Result<std::int64_t>> Lessons::waiting() {
  return database_.read([](Transaction& tx) -> Result<std::int64_t> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT COUNT(*) FROM lesson_review r JOIN lesson l ON l.id = "
                                         "r.lesson_id WHERE r.state = 'pending' AND l.deleted_us IS NULL"));
    return rows[0].integer(0);
  });
}

Task<Result<std::optional<lesson::Cover>>> Lessons::proposed_cover(LessonId id) {
  return database_.read([id](Transaction& tx) -> Result<std::optional<lesson::Cover>> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT r.cover FROM lesson_review r JOIN lesson l ON l.id = "
                                         "r.lesson_id WHERE r.lesson_id = $1 AND l.deleted_us IS NULL",
                                         id));
    if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
    LYCEUM_TRY(auto cover, lesson::checked_cover(rows[0].bytes(0)));
    return cover;
  });
}

Task<Result<std::optional<lesson::Cover>>> Lessons::cover(LessonId id) {
  return database_.read([id](Transaction& tx) -> Result<std::optional<lesson::Cover>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT c.body FROM lesson_cover c JOIN lesson l ON l.id = c.lesson_id "
                        "WHERE c.lesson_id = $1 AND l.deleted_us IS NULL",
                        id));
    if (rows.empty()) return std::nullopt;
    LYCEUM_TRY(auto cover, lesson::checked_cover(rows[0].bytes(0)));
    return cover;
  });
}

Task<Result<void>> Lessons::note_gop(LessonId id, std::chrono::milliseconds gop) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("UPDATE lesson SET gop_ms = $2 WHERE id = $1", id, gop.count()));
    return {};
  });
}

Task<Result<std::vector<LessonId>>> Lessons::due(Utc now) {
  return database_.read([=](Transaction& tx) -> Result<std::vector<LessonId>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT l.id FROM lesson l JOIN replay r ON r.lesson_id = l.id "
                        "WHERE l.state = 'scheduled' AND l.kind <> 'live' AND l.published = 1 AND "
                        "l.deleted_us IS NULL "
                        "AND (l.starts_us IS NULL OR l.starts_us <= $1) LIMIT 100",
                        now));
    std::vector<LessonId> due;
    for (const Row row : rows) due.push_back(row.id<LessonId>(0));
    return due;
  });
}

Task<Result<void>> Lessons::remove(LessonId id, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const auto lesson, find_lesson(tx, id));
    if (!lesson) return Failure(refuse(Refusal::lesson_not_found));
    if (lesson->state == lesson::State::live) return Failure(refuse(Refusal::live_not_deletable));
    LYCEUM_CHECK(tx.query("UPDATE lesson SET deleted_us = $2 WHERE id = $1", id, now));
    LYCEUM_CHECK(tx.query("DELETE FROM room_name WHERE lesson_id = $1", id));
    LYCEUM_CHECK(tx.query("DELETE FROM lesson_cover WHERE lesson_id = $1", id));
    LYCEUM_CHECK(tx.query("DELETE FROM lesson_picture WHERE lesson_id = $1", id));
    LYCEUM_CHECK(tx.query("DELETE FROM lesson_review WHERE lesson_id = $1", id));
    LYCEUM_CHECK(tx.query("DELETE FROM room_reply WHERE lesson_id = $1", id));
    LYCEUM_CHECK(tx.query("DELETE FROM upload WHERE lesson_id = $1", id));
    return {};
  });
}

}  // namespace lyceum::store
