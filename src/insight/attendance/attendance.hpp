// Who was in a class, from when until when; and the classes that somebody was in. What a room noted of them
// (room/presence) is read here, a minute old at most while the class runs.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/names/role.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::insight {

struct Attendee {
  AccountId account;
  std::string name;
  Role role = Role::learner;  // the highest they had
  microseconds present{0};
  Utc first_in, last_out;
  bool operator==(const Attendee&) const = default;
};

struct Span {
  Utc since, until;
  bool operator==(const Span&) const = default;
};

// A class that somebody was in.
struct Attended {
  LessonId lesson;
  std::string title;
  Utc begun;
  std::optional<Utc> over;  // nothing: it runs
  bool replay = false;      // there is one, and learners may see it
  std::vector<Span> stays;  // by time
  bool operator==(const Attended&) const = default;
};

struct AttendedQuery {
  int limit = 20;
  std::string after;  // `next` of the page before; empty or malformed: from the newest on
};
struct AttendedPage {
  std::vector<Attended> items;  // the newest class first
  std::string next;             // empty: the last page
};

// Implemented by store; all from any thread. Deleted accounts and lessons are in no answer.
class AttendanceRepository {
 public:
  static constexpr int attendees_max = 200'000;  // more are not listed

  virtual ~AttendanceRepository() = default;
  // By name.
  virtual Task<Result<std::vector<Attendee>>> attendees(LessonId lesson) = 0;
  virtual Task<Result<AttendedPage>> attended(AccountId account, AttendedQuery query) = 0;
  // Nothing: they were not in it.
  virtual Task<Result<std::optional<Attended>>> attended(AccountId account, LessonId lesson) = 0;
};

// What of a class that ran from `begun` to `over` somebody was not there for; gaps shorter than `least` do
// not count. `stays` by time.
std::vector<Span> missed(Utc begun, Utc over, const std::vector<Span>& stays, microseconds least);

}  // namespace lyceum::insight
