// Deletes the replays whose time is over. The plan is plan.hpp's; here it is carried out and told.
#pragma once

#include "base/flow/task.hpp"
#include "lesson/retention/plan.hpp"
#include "lesson/retention/repository.hpp"

namespace lyceum::lesson {

// The recordings themselves. Implemented in app/, over store/blob and media/record.
class RecordingShelf {
 public:
  struct Size {
    LessonId lesson;
    std::uint64_t bytes = 0;
  };
  virtual ~RecordingShelf() = default;
  // Of every lesson of which there are files.
  virtual Task<Result<std::vector<Size>>> sizes() = 0;
  // Bytes of the disk beyond the reserve.
  virtual std::optional<std::uint64_t> disk_free() = 0;
  // So much may be recorded from now on, until it is told anew; then recording stops with store_full.
  virtual void allow(std::optional<std::uint64_t> bytes) = 0;
  virtual Task<Result<void>> remove(LessonId lesson) = 0;
};

// What there is, and what becomes of it.
struct Storage {
  RetentionRule rule;
  std::vector<StoredReplay> replays;
  Room room;
  RetentionPlan plan;
};

class ReplayKeeper {
 public:
  // All outlive it.
  ReplayKeeper(RetentionRepository& repository, RecordingShelf& shelf, const Clock& clock)
      : repository_(repository), shelf_(shelf), clock_(clock) {}

  // Looks, and deletes what the plan says. What cannot be deleted is logged and tried again the next time.
  Task<Result<void>> keep();
  // Only looks.
  Task<Result<Storage>> look();

 private:
  Task<bool> expire(LessonId lesson);

  RetentionRepository& repository_;
  RecordingShelf& shelf_;
  const Clock& clock_;
};

}  // namespace lyceum::lesson
