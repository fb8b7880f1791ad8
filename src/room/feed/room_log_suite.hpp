// What every RoomLog must do. A test program instantiates it with its own implementation:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, RoomLogSuite, ::testing::Values(make_sqlite_log));
#pragma once

#include "base/flow/manual_loop.hpp"
#include "room/feed/room_log.hpp"

#include <functional>
#include <memory>

#include <gtest/gtest.h>

namespace lyceum::room {

// A fresh, empty log with all it stands on.
using MakeRoomLog = std::function<std::shared_ptr<RoomLog>()>;

class RoomLogSuite : public ::testing::TestWithParam<MakeRoomLog> {
 protected:
  static constexpr LessonId lesson{7};
  std::shared_ptr<RoomLog> log = GetParam()();
  ManualLoop loop;

  static LogRow row(Offset n, std::string type = "comment", Audience audience = Audience::everyone) {
    return {n, utc_from_micros(static_cast<std::int64_t>(1'700'000'000'000'000 + n)), std::move(type),
            audience, R"({"text":"你好 \" )" + std::to_string(n) + R"("})"};
  }
  static std::vector<LogRow> rows(Offset first, Offset last, const std::string& type = "comment") {
    std::vector<LogRow> made;
    for (Offset n = first; n <= last; ++n) made.push_back(row(n, type));
    return made;
  }
  OpenedLog open(LessonId id = lesson, Epoch proposed = "fresh") {
    return loop.run_task(log->open(id, std::move(proposed))).value();
  }
  bool append(std::vector<LogRow> what, Epoch epoch = "first", LessonId id = lesson) {
    return loop.run_task(log->append(id, std::move(epoch), std::move(what))).has_value();
  }
};

TEST_P(RoomLogSuite, the_first_opening_takes_the_proposed_epoch_and_later_ones_keep_it) {
  EXPECT_EQ(open(lesson, "first").epoch, "first");
  EXPECT_EQ(open(lesson, "second").epoch, "first");
  EXPECT_EQ(open(LessonId{8}, "third").epoch, "third");
}

TEST_P(RoomLogSuite, a_fresh_room_has_an_empty_record) {
  const OpenedLog opened = open();
  EXPECT_TRUE(opened.older.empty());
  EXPECT_TRUE(opened.recent.empty());
  EXPECT_EQ(opened.upto(), 0U);
}

TEST_P(RoomLogSuite, rows_come_back_as_they_were_written) {
  open(lesson, "first");
  const std::vector<LogRow> written = {row(1), row(2, "muted", Audience::staff)};
  ASSERT_TRUE(append(written));
  EXPECT_EQ(open().recent, written);
  EXPECT_EQ(open().upto(), 2U);
}

TEST_P(RoomLogSuite, rooms_do_not_see_each_other) {
  open(lesson, "first");
  open(LessonId{8}, "first");
  ASSERT_TRUE(append(rows(1, 3)));
  ASSERT_TRUE(append(rows(1, 1), "first", LessonId{8}));
  EXPECT_EQ(open(LessonId{8}).upto(), 1U);
}

TEST_P(RoomLogSuite, rows_that_do_not_follow_are_refused_and_nothing_of_them_is_kept) {
  open(lesson, "first");
  ASSERT_TRUE(append(rows(1, 2)));
  EXPECT_FALSE(append(rows(4, 5)));  // a gap
  EXPECT_FALSE(append(rows(2, 3)));  // a number that is taken
  EXPECT_EQ(open().upto(), 2U);
  EXPECT_TRUE(append(rows(3, 3)));
}

TEST_P(RoomLogSuite, rows_of_another_epoch_are_refused) {
  open(lesson, "first");
  EXPECT_FALSE(append(rows(1, 1), "second"));
  EXPECT_FALSE(append(rows(1, 1), "first", LessonId{99}));  // never opened
  EXPECT_EQ(open().upto(), 0U);
}

TEST_P(RoomLogSuite, an_opening_gives_the_newest_rows_and_of_the_older_ones_what_still_matters) {
  open(lesson, "first");
  ASSERT_TRUE(append(rows(1, 150)));
  ASSERT_TRUE(
      append({row(151, "slow"), row(152, "likes"), row(153, "likes"), row(154, "presence"),
              row(155, "presence"), row(156, "deleted"), row(157, "muted", Audience::staff),
              row(158, "poll_answered", Audience::record), row(159, "reactions"), row(160, "reactions")}));
  ASSERT_TRUE(append(rows(161, 160 + kRecentRows, "stream")));
  const OpenedLog opened = open();
  ASSERT_EQ(opened.recent.size(), kRecentRows);
  EXPECT_EQ(opened.recent.front().n, 161U);
  std::vector<Offset> numbers;
  for (const LogRow& kept : opened.older) numbers.push_back(kept.n);
  std::vector<Offset> wanted;
  for (Offset n = 51; n <= 150; ++n) wanted.push_back(n);
  wanted.insert(wanted.end(), {151, 153, 155, 156, 157, 158, 160});
  EXPECT_EQ(numbers, wanted);
}

TEST_P(RoomLogSuite, the_newest_row_of_a_type_is_found) {
  open(lesson, "first");
  ASSERT_TRUE(append({row(1, "lesson"), row(2), row(3, "lesson"), row(4)}));
  EXPECT_EQ(loop.run_task(log->last_of(lesson, "lesson")).value(), 3U);
  EXPECT_EQ(loop.run_task(log->last_of(lesson, "slow")).value(), 0U);
  EXPECT_EQ(loop.run_task(log->last_of(LessonId{8}, "lesson")).value(), 0U);
}

TEST_P(RoomLogSuite, rows_of_a_type_come_oldest_first) {
  open(lesson, "first");
  ASSERT_TRUE(append({row(1, "topic"), row(2), row(3, "topic"), row(4, "topic")}));
  const auto found = loop.run_task(log->rows_of(lesson, "topic", 2)).value();
  EXPECT_EQ(found, (std::vector<LogRow>{row(1, "topic"), row(3, "topic")}));
  EXPECT_TRUE(loop.run_task(log->rows_of(LessonId{8}, "topic", 2)).value().empty());
}

TEST_P(RoomLogSuite, history_goes_backwards_from_a_comment) {
  open(lesson, "first");
  ASSERT_TRUE(append({row(1), row(2, "likes"), row(3), row(4), row(5)}));
  const auto before = [&](Offset n, std::size_t limit) {
    std::vector<Offset> numbers;
    const auto found = loop.run_task(log->comments_before(lesson, n, limit));
    for (const LogRow& comment : found.value()) numbers.push_back(comment.n);
    return numbers;
  };
  EXPECT_EQ(before(5, 2), (std::vector<Offset>{4, 3}));
  EXPECT_EQ(before(3, 50), (std::vector<Offset>{1}));
  EXPECT_EQ(before(1, 50), std::vector<Offset>{});
}

}  // namespace lyceum::room
