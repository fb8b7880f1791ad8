#include "lesson/plan/permit.hpp"

#include "lesson/lesson/refusal.hpp"

namespace lyceum::lesson {

Task<Result<void>> permit(money::Access& access, AccountId by, LessonId id, money::Action action) {
  LYCEUM_CO_TRY(const auto standing, co_await access.ask(id, by));
  co_return standing.allow(action);
}

Result<Lesson> present(std::optional<Lesson> lesson) {
  if (!lesson) return Failure(refuse(Refusal::lesson_not_found));
  return std::move(*lesson);
}

}  // namespace lyceum::lesson
