#include "store/lessons/rows.hpp"

namespace lyceum::store {

namespace {

std::optional<lesson::Review> read_review(const Row& row, std::size_t from) {
  if (row.is_null(from)) return std::nullopt;
  return lesson::Review{
      .state = lesson::parse_review_state(row.text(from)).value_or(lesson::ReviewState::pending),
      .face = {row.text(from + 1), row.text(from + 2), row.integer(from + 3)},
      .why = row.text(from + 4),
      .asked_at = row.utc(from + 5)};
}

}  // namespace

lesson::Lesson read_lesson(const Row& row) {
  return {
      .id = row.id<LessonId>(0),
      .lecturer = row.id<AccountId>(1),
      .lecturer_name = row.text(2),
      .title = row.text(3),
      .description = row.text(4),
      .kind = lesson::parse_kind(row.text(16)).value_or(lesson::Kind::live),
      .state = lesson::parse_state(row.text(5)).value_or(lesson::State::ended),
      .access = parse_access_kind(row.text(6)).value_or(AccessKind::invite),  // what is unknown stays shut
      .starts_at = row.optional_utc(7),
      .started_at = row.optional_utc(8),
      .ended_at = row.optional_utc(9),
      .created_at = row.utc(10),
      .cover_version = row.integer(11),
      .key_version = row.integer(12),
      .previous_key_until = row.optional_utc(13),
      .gop = std::chrono::milliseconds(row.integer(14)),
      .cut_at = row.optional_utc(17),
      .cut_why = row.text(18),
      .published = row.flag(19),
      .review = read_review(row, 20)};
}

Result<std::optional<lesson::Lesson>> find_lesson(Transaction& tx, LessonId id) {
  LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_LESSON "WHERE l.id = $1 AND l.deleted_us IS NULL", id));
  if (rows.empty()) return std::nullopt;
  return read_lesson(rows[0]);
}

}  // namespace lyceum::store
