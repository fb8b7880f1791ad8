#include "store/lessons/rows.hpp"

namespace lyceum::store {

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
      .gop = std::chrono::milliseconds(row.integer(14))};
}

Result<std::optional<lesson::Lesson>> find_lesson(Transaction& tx, LessonId id) {
  LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_LESSON "WHERE l.id = $1 AND l.deleted_us IS NULL", id));
  if (rows.empty()) return std::nullopt;
  return read_lesson(rows[0]);
}

}  // namespace lyceum::store
