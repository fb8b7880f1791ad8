// The replay 回放 of a lesson as its lecturer shapes it: hidden or not, what of it is shown, its chapters.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::lesson {

// All times count in the recording's own time: what the encoder was away for is cut out, trimming is not
// counted (but see served()).
struct Chapter {
  std::chrono::milliseconds at{0};
  std::string title;  // 1 to 100 characters on one line
  bool operator==(const Chapter&) const = default;
};

struct Trim {
  std::chrono::milliseconds start{0}, end{0};  // start < end
  bool operator==(const Trim&) const = default;
};

struct Replay {
  std::chrono::milliseconds duration{0};  // as last noted; while the class runs it grows on
  bool hidden = false;                    // only staff can see it
  std::optional<Trim> trim;               // none: all of it is shown
  std::vector<Chapter> chapters;          // by time; at most kChaptersMax
  bool chapters_due = false;              // nobody has chosen any yet: the class's own are still to be noted
  Utc recorded_at{};                      // when something was recorded last
  std::optional<int> keep_days = {};      // instead of the site's rule (lesson/retention); 0: for ever
  std::optional<Utc> watched_at = {};     // by somebody who is no staff, to the hour
};

inline constexpr std::size_t kChaptersMax = 200;

// What is given changes.
struct ReplayChange {
  std::optional<bool> hidden = {};
  std::optional<std::optional<Trim>> trim = {};
  std::optional<std::vector<Chapter>> chapters = {};
  std::optional<std::optional<int>> keep_days = {};  // checked by lesson/retention
};

// The replay with the change. Refusals: trim_invalid, chapters_invalid (422).
Result<Replay> changed(Replay replay, ReplayChange change);

enum class ReplayRefusal {
  replay_not_found,  // 404
  trim_invalid,      // 422
  chapters_invalid,  // 422
  replay_growing,    // 409 the class is still running
};
Error refuse(ReplayRefusal why);

// How it is told to those who get only the part of the recording that trimming leaves, in that part's time:
// it begins `from` after the beginning of the whole and lasts so long. A chapter that began before stands at
// its start; what is outside is not told. Precondition: it is trimmed.
Replay served(Replay replay, std::chrono::milliseconds from, std::chrono::milliseconds duration);

// As long as it is for a learner.
std::chrono::milliseconds shown(const Replay& replay);

// Implemented by store/. Every call is one unit of work, durable when it returns; all from any thread.
class ReplayRepository {
 public:
  virtual ~ReplayRepository() = default;
  virtual Task<Result<std::optional<Replay>>> find(LessonId lesson) = 0;
  // Something was recorded: makes the replay, or notes its length.
  virtual Task<Result<void>> note(LessonId lesson, std::chrono::milliseconds duration, Utc now) = 0;
  // Somebody who is no staff watches it.
  virtual Task<Result<void>> watched(LessonId lesson, Utc now) = 0;
  // Changes it inside the unit; `duration`: of what there is by now. Refusals: replay_not_found, those of
  // changed().
  virtual Task<Result<Replay>> edit(LessonId lesson, std::chrono::milliseconds duration,
                                    ReplayChange change) = 0;
  virtual Task<Result<void>> remove(LessonId lesson) = 0;
};

}  // namespace lyceum::lesson
