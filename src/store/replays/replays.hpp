// Replays in the database.
#pragma once

#include "lesson/replay/replay.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Replays final : public lesson::ReplayRepository {
 public:
  explicit Replays(Database& database) : database_(database) {}

  Task<Result<std::optional<lesson::Replay>>> find(LessonId lesson) override;
  Task<Result<void>> note(LessonId lesson, std::chrono::milliseconds duration, Utc now) override;
  Task<Result<void>> watched(LessonId lesson, Utc now) override;
  Task<Result<lesson::Replay>> edit(LessonId lesson, std::chrono::milliseconds duration,
                                    lesson::ReplayChange change) override;
  Task<Result<void>> remove(LessonId lesson) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
