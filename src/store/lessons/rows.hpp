// Lessons as rows: what the repositories of lessons share inside their units.
#pragma once

#include "lesson/lesson/lesson.hpp"
#include "store/database/database.hpp"

#include <optional>

namespace lyceum::store {

// The beginning of every statement that reads lessons; `l` is the lesson, `a` its lecturer.
#define LYCEUM_SELECT_LESSON                                                                               \
  "SELECT l.id, l.lecturer_id, a.name, l.title, l.description, l.state, l.access, l.starts_us, "           \
  "l.started_us, "                                                                                         \
  "l.ended_us, l.created_us, l.cover_version, l.key_version, l.previous_key_until_us, l.gop_ms, "          \
  "l.filed_us, l.kind, "                                                                                   \
  "l.cut_us, l.cut_why, l.published, v.state, v.title, v.description, v.cover_version, v.why, v.asked_us " \
  "FROM lesson l JOIN account a ON a.id = l.lecturer_id LEFT JOIN lesson_review v ON v.lesson_id = l.id "
lesson::Lesson read_lesson(const Row& row);
constexpr std::size_t kFiledColumn = 15;

Result<std::optional<lesson::Lesson>> find_lesson(Transaction& tx, LessonId id);

}  // namespace lyceum::store
