// A RoomLog in memory whose commits wait until they are let go, or fail. For tests and measurements.
#pragma once

#include "room/feed/room_log.hpp"

#include <algorithm>
#include <map>

namespace lyceum::room {

class MemoryLog final : public RoomLog {
 public:
  struct Kept {
    Epoch epoch;
    std::vector<LogRow> rows;
  };
  std::map<LessonId, Kept> rooms;
  bool hold = false;            // commits and openings wait for release()
  int fail_commits = 0;         // so many commits fail …
  bool written_anyway = false;  // … though their rows are there
  int fail_openings = 0;
  int commits = 0;

  Task<Result<OpenedLog>> open(LessonId lesson, Epoch proposed) override {
    co_await turn();
    if (fail_openings > 0 && fail_openings-- > 0) co_return Failure(internal_error("opening fails"));
    Kept& kept = rooms[lesson];
    if (kept.epoch.empty()) kept.epoch = proposed;
    co_return opened(kept);
  }

  Task<Result<void>> append(LessonId lesson, Epoch epoch, std::vector<LogRow> rows) override {
    co_await turn();
    ++commits;
    Kept& kept = rooms[lesson];
    const bool fail = fail_commits > 0 && fail_commits-- > 0;
    if (fail && !written_anyway) co_return Failure(internal_error("the commit fails"));
    if (kept.epoch != epoch) co_return Failure(internal_error("another epoch"));
    for (LogRow& row : rows) {
      if (row.n != kept.rows.size() + 1) co_return Failure(internal_error("rows do not follow"));
      kept.rows.push_back(std::move(row));
    }
    if (fail)
      co_return Failure(
          Error{.status = 503, .code = kNotKnown, .en = "", .zh = "", .detail = "its answer is lost"});
    co_return Result<void>();
  }

  Task<Result<std::vector<LogRow>>> comments_before(LessonId lesson, Offset before,
                                                    std::size_t limit) override {
    std::vector<LogRow> found;
    const auto& rows = rooms[lesson].rows;
    for (auto row = rows.rbegin(); row != rows.rend() && found.size() < limit; ++row)
      if (row->type == "comment" && row->n < before) found.push_back(*row);
    co_return found;
  }

  Task<Result<LogPage>> rows_after(LessonId lesson, Offset after, std::size_t limit) override {
    LogPage page;
    for (const LogRow& row : rooms[lesson].rows) {
      if (row.n > after && page.rows.size() < limit) page.rows.push_back(row);
      if (row.type == "deleted" || row.type == "question" || row.type == "poll_word_out")
        page.deletions.push_back(row);
    }
    co_return page;
  }

  Task<Result<std::vector<LogRow>>> rows_of(LessonId lesson, std::string_view type,
                                            std::size_t limit) override {
    std::vector<LogRow> found;
    for (const LogRow& row : rooms[lesson].rows)
      if (row.type == type && found.size() < limit) found.push_back(row);
    co_return found;
  }

  Task<Result<Offset>> last_of(LessonId lesson, std::string_view type) override {
    Offset last = 0;
    for (const LogRow& row : rooms[lesson].rows)
      if (row.type == type) last = row.n;
    co_return last;
  }

  // Lets everything that waits go on, from the loop.
  void release() {
    hold = false;
    for (auto& go : std::exchange(waiting_, {})) go(true);
  }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  Task<void> turn() {
    if (hold) co_await wait_for<bool>([this](Resume<bool> resume) { waiting_.push_back(std::move(resume)); });
  }

  static OpenedLog opened(const Kept& kept) {
    OpenedLog log{kept.epoch, {}, {}};
    const std::size_t recent = std::min(kept.rows.size(), kRecentRows);
    log.recent.assign(kept.rows.end() - static_cast<std::ptrdiff_t>(recent), kept.rows.end());
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = kept.rows.size() - recent; i-- > 0;) {
      const LogRow& row = kept.rows[i];
      const bool total = row.type == "likes" || row.type == "presence" || row.type == "reactions";
      const std::size_t most = total ? 1 : row.type == "comment" ? 100 : SIZE_MAX;
      if (seen[row.type]++ < most) log.older.push_back(row);
    }
    std::ranges::reverse(log.older);
    return log;
  }

  std::vector<Resume<bool>> waiting_;
};

}  // namespace lyceum::room
