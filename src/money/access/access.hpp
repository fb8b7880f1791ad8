// The one question about rights: what may this account do in this lesson, and if not, why? Asked by pages, by
// the room and for every media byte; answered here and nowhere else.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/names/role.hpp"
#include "base/result/result.hpp"
#include "money/access/refusal.hpp"

#include <optional>

namespace lyceum::money {

enum class Action {
  see,       // know that it is there: title, description, cover
  watch,     // read the room; see and hear, unless the class was cut
  play,      // see and hear, live or afterwards
  speak,     // comment, like
  moderate,  // staff: lecturer, assistants, operators of the site; also start, stop, see the stream and its
             // key
  own,       // lecturer and operators: edit, delete, invite, rotate the key
};

// The answer for one account (or nobody) in one lesson.
struct Standing {
  LessonId lesson;
  AccountId account;                                         // 0: nobody is signed in
  std::optional<Role> role;                                  // nullopt: not signed in, or may not watch
  std::optional<AccessRefusal> watch, speak, moderate, own;  // nullopt: may
  std::optional<AccessRefusal> see = {}, play = {};
  bool admitted = false;  // by a seat or an entitlement, not only because everybody is

  std::optional<AccessRefusal> why_not(Action action) const;
  bool may(Action action) const { return !why_not(action); }
  // The refusal as an error, for `LYCEUM_CO_CHECK(standing.allow(Action::watch))`.
  Result<void> allow(Action action) const;
};

// From any thread. Answers are at most a few seconds old, and never older than the last Access change
// announced.
class Access {
 public:
  virtual ~Access() = default;
  // `account` 0: nobody. Fails with lesson_not_found; refusals to watch and so on are in the answer.
  virtual Task<Result<Standing>> ask(LessonId lesson, AccountId account) = 0;
};

// Told at once, on any thread, after rights have changed, so that nothing older is used: the access cache,
// the leases of viewers on every reactor, the rooms. Implemented in app/.
class AccessChanges {
 public:
  virtual ~AccessChanges() = default;
  // Exactly one may be 0: then it means all accounts of that lesson, or all lessons of that account.
  virtual void access_changed(LessonId lesson, AccountId account) = 0;
};

}  // namespace lyceum::money
