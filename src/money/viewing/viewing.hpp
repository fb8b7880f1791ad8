// May the viewer session named by this token have media now? Asked for every playlist and part, answered
// without waiting nearly always.
#pragma once

#include "lesson/lesson/repository.hpp"
#include "money/access/access.hpp"
#include "money/access/lease_table.hpp"
#include "money/access/viewer_token.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::money {

// One a reactor, used on its thread only. What it is given outlives it.
class Viewing {
 public:
  Viewing(const ViewerTokens& tokens, Access& access, lesson::LessonRepository& lessons, const Clock& clock)
      : tokens_(tokens), access_(access), lessons_(lessons), clock_(clock) {}

  // The answer when it is known: a refusal of the token itself, or a lease that runs. nullopt: admit() must
  // ask.
  std::optional<Result<void>> admit_now(std::string_view token, LessonId lesson);

  // Asks Access, and takes a lease. Before the lesson has begun only staff is let in (the studio's preview).
  Task<Result<void>> admit(std::string token, LessonId lesson);

  // Rights have changed (AccessChanges); a 0 means all. Viewers concerned are asked again at their next
  // request.
  void access_changed(LessonId lesson, AccountId account) { leases_.revoke(lesson, account); }

 private:
  Task<Result<void>> ask(Viewer viewer);
  Task<void> renew(Viewer viewer);

  const ViewerTokens& tokens_;
  Access& access_;
  lesson::LessonRepository& lessons_;
  const Clock& clock_;
  LeaseTable leases_;
};

}  // namespace lyceum::money
