// The one way in which the services here ask for rights.
#pragma once

#include "lesson/plan/lesson_desk.hpp"

namespace lyceum::lesson {

// Refusals: lesson_not_found, and what the standing says.
Task<Result<void>> permit(money::Access& access, AccountId by, LessonId id, money::Action action);
// nullopt becomes lesson_not_found.
Result<Lesson> present(std::optional<Lesson> lesson);

}  // namespace lyceum::lesson
