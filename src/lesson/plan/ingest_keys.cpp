#include "lesson/lesson/refusal.hpp"
#include "lesson/plan/lesson_desk.hpp"
#include "lesson/plan/permit.hpp"

namespace lyceum::lesson {

Task<Result<std::string>> IngestKeys::key(people::Account by, LessonId id) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  LYCEUM_CO_TRY(auto found, co_await needs_.lessons.find(id));
  LYCEUM_CO_TRY(const auto lesson, present(std::move(found)));
  if (lesson.kind != Kind::live) co_return Failure(refuse(Refusal::not_a_class));
  co_return needs_.keys.key(id, lesson.key_version);
}

Task<Result<std::string>> IngestKeys::rotate(people::Account by, LessonId id, std::chrono::seconds grace) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  LYCEUM_CO_TRY(auto found, co_await needs_.lessons.find(id));
  LYCEUM_CO_TRY(const auto known, present(std::move(found)));
  if (known.kind != Kind::live) co_return Failure(refuse(Refusal::not_a_class));
  LYCEUM_CO_TRY(auto rotated, co_await needs_.lessons.rotate_key(id, needs_.clock.utc() + grace));
  LYCEUM_CO_TRY(const auto lesson, present(std::move(rotated)));
  co_return needs_.keys.key(id, lesson.key_version);
}

Task<Result<Lesson>> IngestKeys::admit(std::string key) {
  const auto id = StreamKeys::claimed_lesson(key);
  if (!id) co_return Failure(refuse(Refusal::bad_stream_key));
  LYCEUM_CO_TRY(auto lesson, co_await needs_.lessons.find(*id));
  if (!lesson || lesson->kind != Kind::live) co_return Failure(refuse(Refusal::bad_stream_key));
  const KeyState state{.version = lesson->key_version, .previous_until = lesson->previous_key_until};
  if (!needs_.keys.verify(key, *id, state, needs_.clock.utc()))
    co_return Failure(refuse(Refusal::bad_stream_key));
  co_return std::move(*lesson);
}

}  // namespace lyceum::lesson
