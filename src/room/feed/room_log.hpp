// The port through which a room keeps its record; implemented by store.
//
// One writer: a room lives in one process. The record of a lesson is a sequence of rows 1, 2, 3 … inside an
// epoch; it is only ever appended to.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"
#include "room/word/person.hpp"

#include <string_view>
#include <vector>

namespace lyceum::room {

// How many of the newest rows open() gives without a gap; a client that missed more gets the whole state
// instead.
inline constexpr std::size_t kRecentRows = 4096;

// The code of an append's error after which nobody knows whether the rows were written: the connection to the
// database broke while it committed. After every other error they were not.
inline constexpr std::string_view kNotKnown = "store_uncertain";

struct LogRow {
  Offset n = 0;
  Utc t;
  std::string type;
  Audience audience = Audience::everyone;
  std::string body;  // a JSON object; see event_body

  // Told to the record with the row, not read back.
  AccountId answers = {};  // who is to learn of this comment; 0 = nobody
  Offset takes_back = 0;   // the comment that this deletes; 0 = none

  bool operator==(const LogRow&) const = default;
};

// All that is needed to rebuild a room: evolving `older`, then `recent`, gives its state.
struct OpenedLog {
  Epoch epoch;
  // Before `recent`: the last 100 comments, the last likes, reactions and presence, and of other types all
  // rows (600,000 answers to polls and 100,000 others at most, the newest); ascending.
  std::vector<LogRow> older;
  // The newest rows, at most kRecentRows, ascending, without a gap.
  std::vector<LogRow> recent;

  Offset upto() const { return recent.empty() ? 0 : recent.back().n; }
};

struct LogPage {
  std::vector<LogRow> rows;  // of every type, n > after: the oldest of them, oldest first
  // What takes something back: all rows of the types "deleted", "question" and "poll_word_out" of the lesson,
  // wherever they stand.
  std::vector<LogRow> deletions;
};

// All calls on a thread with a mailbox; each task ends there.
class RoomLog {
 public:
  virtual ~RoomLog() = default;

  // A lesson's room is made on first use, with the proposed epoch.
  virtual Task<Result<OpenedLog>> open(LessonId lesson, Epoch proposed) = 0;

  // Durable when it succeeds. All rows or none: refused when the epoch is another one or the rows do not
  // follow the last one. After an error with the code kNotKnown the rows may still have been written: open()
  // tells.
  virtual Task<Result<void>> append(LessonId lesson, Epoch epoch, std::vector<LogRow> rows) = 0;

  // Rows of type "comment" with n < before: the newest `limit` of them, newest first. Deleted ones are among
  // them.
  virtual Task<Result<std::vector<LogRow>>> comments_before(LessonId lesson, Offset before,
                                                            std::size_t limit) = 0;

  // For whoever looks back at a class.
  virtual Task<Result<LogPage>> rows_after(LessonId lesson, Offset after, std::size_t limit) = 0;

  // Rows of that type: the oldest `limit` of them, oldest first.
  virtual Task<Result<std::vector<LogRow>>> rows_of(LessonId lesson, std::string_view type,
                                                    std::size_t limit) = 0;

  // The number of the newest row of that type; 0 when there is none.
  virtual Task<Result<Offset>> last_of(LessonId lesson, std::string_view type) = 0;
};

}  // namespace lyceum::room
