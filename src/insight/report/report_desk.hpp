// Makes reports of classes when they are asked for, and keeps those of classes that are over.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"
#include "insight/report/report.hpp"
#include "room/feed/room_log.hpp"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace lyceum::insight {

// May be asked on any thread with a mailbox; the record is read page by page, and between two pages the
// thread does other things.
class ReportDesk {
 public:
  static constexpr std::size_t kept_max = 64;  // reports; the oldest makes room
  static constexpr std::size_t page_rows = 500;

  explicit ReportDesk(room::RoomLog& log) : log_(log) {}

  // `over`: nothing while the class runs; then the report goes up to `now` and is made afresh.
  Task<Result<std::shared_ptr<const Report>>> report(LessonId lesson, Utc begun, std::optional<Utc> over,
                                                     Utc now);

 private:
  std::shared_ptr<const Report> kept(LessonId lesson) const;
  void keep(LessonId lesson, std::shared_ptr<const Report> report);

  room::RoomLog& log_;
  mutable std::mutex mutex_;  // guards what follows
  std::map<LessonId, std::shared_ptr<const Report>> kept_;
  std::deque<LessonId> order_;  // oldest first
};

}  // namespace lyceum::insight
