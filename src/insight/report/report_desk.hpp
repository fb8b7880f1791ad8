// Makes reports of classes when they are asked for. Those of classes that are over are kept; of classes that
// run it is kept how far their record was read, so that only what is new is read again.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"
#include "insight/report/fold.hpp"

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
  static constexpr std::size_t kept_max = 64;  // reports, and classes that run; the oldest makes room
  static constexpr std::size_t page_rows = 500;
  static constexpr std::chrono::seconds fresh{2};  // so old may the report of a class that runs be

  explicit ReportDesk(room::RoomLog& log) : log_(log) {}

  // `over`: nothing while the class runs; then the report goes up to `now`.
  Task<Result<std::shared_ptr<const Report>>> report(LessonId lesson, Utc begun, std::optional<Utc> over,
                                                     Utc now);

 private:
  using Made = std::shared_ptr<const Report>;

  // The oldest goes when there are too many.
  template <class Value>
  struct Shelf {
    std::map<LessonId, Value> kept;
    std::deque<LessonId> order;  // oldest first
    Value find(LessonId lesson) const {
      const auto found = kept.find(lesson);
      return found == kept.end() ? nullptr : found->second;
    }
    void put(LessonId lesson, Value value);
  };
  // How far the record of a class was read. Several may read at once; whose page does not follow what was
  // read meanwhile is dropped.
  struct Running {
    explicit Running(Utc begun) : fold(begun, std::nullopt) {}
    ReportFold fold;
    Made made;
  };

  Task<Result<Made>> whole(LessonId lesson, Utc begun, Utc over);
  Task<Result<Made>> so_far(LessonId lesson, Utc begun, Utc now);
  Offset read_upto(const Running& running) const;
  void read(Running& running, Offset after, const room::LogPage& page);

  room::RoomLog& log_;
  mutable std::mutex mutex_;  // guards what follows, and what is in it
  Shelf<Made> over_;
  Shelf<std::shared_ptr<Running>> running_;
};

}  // namespace lyceum::insight
