#include "money/viewing/viewing.hpp"

#include "lesson/lesson/refusal.hpp"

namespace lyceum::money {

std::optional<Result<void>> Viewing::admit_now(std::string_view token, LessonId lesson) {
  const auto viewer = tokens_.verify(token, lesson, clock_.utc());
  if (!viewer) return Failure(viewer.error());
  switch (leases_.check(viewer->viewer, clock_.mono())) {
    case LeaseTable::Lease::valid:
      return Result<void>();
    case LeaseTable::Lease::ageing:
      spawn(renew(*viewer));
      return Result<void>();
    case LeaseTable::Lease::none:
      break;
  }
  return std::nullopt;
}

Task<Result<void>> Viewing::admit(std::string token, LessonId lesson) {
  LYCEUM_CO_TRY(const auto viewer, tokens_.verify(token, lesson, clock_.utc()));
  co_return co_await ask(viewer);
}

Task<Result<void>> Viewing::ask(Viewer viewer) {
  LYCEUM_CO_TRY(const auto standing, co_await access_.ask(viewer.lesson, viewer.account));
  LYCEUM_CO_CHECK(standing.allow(Action::play));
  if (!standing.may(Action::moderate)) {
    LYCEUM_CO_TRY(const auto lesson, co_await lessons_.find(viewer.lesson));
    if (!lesson) co_return Failure(refuse(AccessRefusal::lesson_not_found));
    if (lesson->state == lesson::State::scheduled)
      co_return Failure(lesson::refuse(lesson::Refusal::not_live));
  }
  leases_.grant(viewer.viewer, viewer.lesson, viewer.account, clock_.mono());
  co_return Result<void>();
}

Task<void> Viewing::renew(Viewer viewer) {
  const auto still = co_await ask(viewer);
  // Only a refusal ends the lease early: a database that does not answer must not end a running class.
  if (!still && still.error().status < 500) leases_.revoke(viewer.viewer);
}

}  // namespace lyceum::money
