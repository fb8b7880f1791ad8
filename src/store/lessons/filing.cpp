#include "store/lessons/filing.hpp"

#include "lesson/lesson/cover.hpp"

namespace lyceum::store {
namespace {

using lesson::Filed;
using lesson::Review;

// The picture that waited, or the one the edit brought, is shown from now on.
Result<void> show_cover(Transaction& tx, LessonId id, const Bytes& picture) {
  LYCEUM_TRY(const auto cover, lesson::checked_cover(picture));
  LYCEUM_CHECK(
      tx.query("INSERT INTO lesson_cover(lesson_id, type, body) VALUES ($1, $2, $3) "
               "ON CONFLICT(lesson_id) DO UPDATE SET type = $2, body = $3",
               id, cover.type, cover.bytes));
  return {};
}

Result<std::optional<Bytes>> waiting_picture(Transaction& tx, LessonId id) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT cover FROM lesson_review WHERE lesson_id = $1", id));
  if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
  return rows[0].bytes(0);
}

Result<void> write_review(Transaction& tx, LessonId id, const Review& review,
                          const std::optional<Bytes>& picture) {
  LYCEUM_CHECK(
      tx.query("INSERT INTO lesson_review(lesson_id, state, title, description, cover_version, cover, why, "
               "asked_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(lesson_id) DO UPDATE SET "
               "state = $2, title = $3, description = $4, cover_version = $5, cover = $6, why = $7, "
               "asked_us = $8",
               id, lesson::review_state_name(review.state), review.face.title, review.face.description,
               review.face.cover, picture, review.why, review.asked_at));
  return {};
}

}  // namespace

Filed filed_of(const lesson::Lesson& lesson) {
  return {.face = {lesson.title, lesson.description, lesson.cover_version},
          .published = lesson.published,
          .review = lesson.review};
}

Result<void> refile(Transaction& tx, LessonId id, const Filed& before, const Filed& after,
                    const Bytes* picture) {
  std::optional<Bytes> waits;
  LYCEUM_TRY(waits, waiting_picture(tx, id));
  if (picture != nullptr) waits = *picture;
  if (after.face.cover != before.face.cover && waits) LYCEUM_CHECK(show_cover(tx, id, *waits));
  LYCEUM_CHECK(
      tx.query("UPDATE lesson SET title = $2, description = $3, cover_version = $4, published = $5 "
               "WHERE id = $1",
               id, after.face.title, after.face.description, after.face.cover, after.published));
  if (after.review) {
    if (after.review->face.cover == after.face.cover) waits.reset();
    return write_review(tx, id, *after.review, waits);
  }
  LYCEUM_CHECK(tx.query("DELETE FROM lesson_review WHERE lesson_id = $1", id));
  return {};
}

}  // namespace lyceum::store
