// The port through which a room keeps who was in it for how long; implemented by store.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"
#include "room/presence/stays.hpp"

namespace lyceum::room {

// Calls on a thread with a mailbox; each task ends there.
class StayLog {
 public:
  virtual ~StayLog() = default;
  // For a room that opens: each account that was there while the class ran, once.
  virtual Task<Result<std::vector<Stayed>>> saved(LessonId lesson) = 0;
  // All or none, durable when it succeeds. One that is known (lesson, account, since) is made longer. Of an
  // account that was deleted nothing is kept.
  virtual Task<Result<void>> save(LessonId lesson, std::vector<Stay> stays) = 0;
};

}  // namespace lyceum::room
