// Writes a room's events down before anybody sees them.
//
// Decisions are made against `ahead`, which holds every event decided so far; viewers see `durable`, which
// holds those that are committed. One commit is under way at a time; what is decided meanwhile gathers into
// the next. If a commit fails, everything not durable is forgotten, its authors are told (not_saved, or
// not_known when the commit lost its answer), and the room goes on from what is really in the record: so
// nothing shown is ever taken back.
#pragma once

#include "room/feed/room_log.hpp"
#include "room/state/room.hpp"
#include "room/word/refusal.hpp"

#include <deque>

namespace lyceum::room {

// The row of an event, and the event of a row (nothing: not ours).
LogRow to_row(const Record& record);
std::optional<Record> to_record(const LogRow& row);

// Lives on the room's home reactor. Must not be destroyed unless idle().
class Recorder {
 public:
  // Called with each event once it is durable, in order.
  using OnDurable = std::move_only_function<void(const Record&, const LogRow&)>;
  // Offset of the last event written; or not_saved, not_known.
  using Done = std::move_only_function<void(std::expected<Offset, Refusal>)>;

  Recorder(RoomLog& log, Timers& timers, LessonId lesson, const OpenedLog& opened, OnDurable on_durable);
  ~Recorder();

  const Room& ahead() const { return ahead_; }
  const Room& durable() const { return durable_; }
  // False while the record cannot be written; add() refuses then.
  bool healthy() const { return !recovering_ && !stopped_; }
  bool idle() const {
    return !committing_ && !reading_ && (stopped_ || (!recovering_ && gathering_.rows.empty()));
  }
  // Of events decided and not yet durable.
  std::size_t waiting_bytes() const { return waiting_bytes_; }
  // Refuses everything from now on: the room is no more.
  void stop();

  // Numbers the events, stamps them with `now` (whole milliseconds, never earlier than the last event) and
  // writes them. Without events `done` is told the last offset at once.
  void add(const std::vector<Event>& events, Utc now, Done done);

 private:
  struct Batch {
    std::vector<Record> records;
    std::vector<LogRow> rows;
    std::deque<std::pair<Offset, Done>> waiting;
  };
  void commit();
  Task<void> write(std::vector<LogRow> rows);
  void written(Result<void> outcome);
  void forget(const Error& error);
  static void turn_away(Batch& batch, Refusal why);
  Task<void> recover();
  void recovered(const OpenedLog& opened);
  void make_durable(const Record& record, const LogRow& row);

  RoomLog& log_;
  Timers& timers_;
  const LessonId lesson_;
  const Epoch epoch_;
  OnDurable on_durable_;
  Room durable_;
  Room ahead_;
  Utc last_;         // time of the last event decided
  Batch gathering_;  // decided, not yet given to the log
  Batch committing_batch_;
  bool committing_ = false;
  bool recovering_ = false;
  bool reading_ = false;  // the record, to recover
  bool stopped_ = false;
  std::size_t waiting_bytes_ = 0;
  Timers::Handle retry_ = 0;
};

}  // namespace lyceum::room
