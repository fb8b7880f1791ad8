// How a lesson stands between its lecturer, the review and the learners, as rows.
#pragma once

#include "lesson/lesson/lesson.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

// Writes what differs between the two: title and description, the cover that is shown, the review.
// `picture`: of the cover that the edit brought.
Result<void> refile(Transaction& tx, LessonId id, const lesson::Filed& before, const lesson::Filed& after,
                    const Bytes* picture);
lesson::Filed filed_of(const lesson::Lesson& lesson);

}  // namespace lyceum::store
