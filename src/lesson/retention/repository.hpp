// What the store keeps about replays' time.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/actor.hpp"
#include "lesson/retention/rule.hpp"

#include <vector>

namespace lyceum::lesson {

// Implemented by store/. Every call is one unit of work; from any thread.
class RetentionRepository {
 public:
  virtual ~RetentionRepository() = default;
  virtual Task<Result<RetentionRule>> rule() = 0;
  // Noted in the audit log.
  virtual Task<Result<void>> set_rule(RetentionRule rule, Actor by) = 0;
  // Without their bytes.
  virtual Task<Result<std::vector<StoredReplay>>> replays() = 0;
  // The replay is gone because its time is over, which the audit log notes; its files are deleted afterwards.
  virtual Task<Result<void>> expire(LessonId lesson) = 0;
};

}  // namespace lyceum::lesson
