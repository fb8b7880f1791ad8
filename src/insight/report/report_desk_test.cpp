#include "insight/report/report_desk.hpp"

#include "base/flow/manual_loop.hpp"
#include "room/feed/memory_log.hpp"
#include "room/feed/recorder.hpp"

#include <gtest/gtest.h>

namespace lyceum::insight {
namespace {

using namespace std::chrono_literals;

const Utc begun = Utc(1000h);
const LessonId lesson{5};
const room::Person wei{AccountId{7}, "Wei", Role::learner};

struct ReportDeskTest : ::testing::Test {
  ManualLoop loop;
  room::MemoryLog log;
  ReportDesk desk{log};

  void comment(std::chrono::seconds at) {
    auto& rows = log.rooms[lesson].rows;
    rows.push_back(room::to_row({{rows.size() + 1, begun + at}, room::Commented{wei, "text", {}}}));
  }
  std::int64_t comments(std::optional<Utc> over, Utc now) {
    return loop.run_task(desk.report(lesson, begun, over, now)).value()->done.comments;
  }
};

TEST_F(ReportDeskTest, reads_a_record_of_many_pages_to_its_end) {
  for (std::size_t i = 0; i < 2 * ReportDesk::page_rows; ++i) comment(1s);
  EXPECT_EQ(comments(begun + 60s, begun + 60s), static_cast<std::int64_t>(2 * ReportDesk::page_rows));
}

TEST_F(ReportDeskTest, of_a_running_class_tells_how_it_stands) {
  comment(1s);
  EXPECT_EQ(comments({}, begun + 10s), 1);
  comment(11s);
  EXPECT_EQ(comments({}, begun + 20s), 2);
}

TEST_F(ReportDeskTest, of_a_running_class_reads_each_row_once_and_not_more_often_than_every_two_seconds) {
  for (std::size_t i = 0; i < ReportDesk::page_rows + 2; ++i) comment(1s);
  const auto all = static_cast<std::int64_t>(ReportDesk::page_rows + 2);
  EXPECT_EQ(comments({}, begun + 10s), all);
  auto& rows = log.rooms[lesson].rows;
  rows.front() =
      room::to_row({{1, begun + 1s}, room::PresenceCounted{3}});  // would be missed if it were read
  comment(11s);
  EXPECT_EQ(comments({}, begun + 11s), all) << "it is fresh enough";
  EXPECT_EQ(comments({}, begun + 12s), all + 1);
  EXPECT_EQ(comments(begun + 60s, begun + 61s), all) << "in the end the whole record counts";
}

TEST_F(ReportDeskTest, of_a_class_that_is_over_reads_the_record_once) {
  comment(1s);
  EXPECT_EQ(comments(begun + 60s, begun + 90s), 1);
  log.rooms.clear();
  EXPECT_EQ(comments(begun + 60s, begun + 95s), 1);
}

}  // namespace
}  // namespace lyceum::insight
