#include "room/feed/recorder.hpp"

#include "room/feed/memory_log.hpp"
#include "room/feed/room_log_suite.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<RoomLog> make_memory_log() { return std::make_shared<MemoryLog>(); }
INSTANTIATE_TEST_SUITE_P(Memory, RoomLogSuite, ::testing::Values(make_memory_log));

const Utc start = utc_from_micros(1'700'000'000'000'500);

struct RecorderTest : ::testing::Test {
  ManualLoop loop;
  Mailbox::Scope scope{loop};
  MemoryLog log;
  std::vector<Offset> seen;      // what viewers may see
  std::vector<Offset> answered;  // offsets told to authors
  int refused = 0, not_known = 0;
  std::unique_ptr<Recorder> recorder;

  RecorderTest() { reopen(); }
  void reopen() {
    recorder = std::make_unique<Recorder>(
        log, loop, LessonId{7}, loop.run_task(log.open(LessonId{7}, "e")).value(),
        [this](const Record& record, const LogRow&) { seen.push_back(record.at.n); });
  }
  void like(std::int64_t total, Utc now = start) {
    recorder->add({LikesCounted{total}}, now, [this](std::expected<Offset, Refusal> n) {
      if (n) return answered.push_back(*n);
      refused += n.error().no == No::not_saved;
      not_known += n.error() == Refusal{No::not_known};
    });
  }
};

TEST_F(RecorderTest, nothing_is_seen_or_answered_before_it_is_durable) {
  log.hold = true;
  like(1);
  loop.run();
  EXPECT_EQ(recorder->ahead().likes.total, 1);
  EXPECT_EQ(recorder->durable().likes.total, 0);
  EXPECT_TRUE(seen.empty() && answered.empty());
  log.release();
  loop.run();
  EXPECT_EQ(seen, std::vector<Offset>{1});
  EXPECT_EQ(answered, std::vector<Offset>{1});
  EXPECT_TRUE(recorder->idle());
}

TEST_F(RecorderTest, what_is_decided_during_a_commit_gathers_into_one_more) {
  log.hold = true;
  for (int i = 1; i <= 10; ++i) like(i);
  loop.run();
  EXPECT_EQ(log.waiting(), 1U);
  log.release();
  loop.run();
  EXPECT_EQ(log.commits, 2);
  EXPECT_EQ(answered.size(), 10U);
  EXPECT_EQ(seen.back(), 10U);
}

TEST_F(RecorderTest, a_failed_commit_undoes_what_nobody_has_seen_and_tells_the_authors) {
  log.hold = true;
  log.fail_commits = 1;
  like(1);
  like(2);
  loop.run();
  log.release();
  loop.run();
  EXPECT_EQ(refused, 2);
  EXPECT_TRUE(seen.empty());
  EXPECT_EQ(recorder->ahead(), Room());
  like(3);
  loop.run();
  EXPECT_EQ(seen, std::vector<Offset>{1});
  EXPECT_EQ(recorder->durable().likes.total, 3);
}

TEST_F(RecorderTest, a_commit_whose_answer_was_lost_is_called_not_known_and_found_in_the_record) {
  log.hold = true;
  log.fail_commits = 1;
  log.written_anyway = true;
  like(1);
  loop.run();
  like(2);  // gathers meanwhile: it was not written
  log.release();
  loop.run();
  EXPECT_EQ(not_known, 1);
  EXPECT_EQ(refused, 1);
  EXPECT_EQ(seen, std::vector<Offset>{1});
  like(2);
  loop.run();
  EXPECT_EQ(seen, (std::vector<Offset>{1, 2}));
}

TEST_F(RecorderTest, while_the_record_cannot_be_read_everything_is_refused_until_it_can) {
  log.fail_commits = 1;
  log.fail_openings = 2;
  like(1);
  loop.run();
  EXPECT_FALSE(recorder->healthy());
  like(2);
  EXPECT_EQ(refused, 2);
  loop.advance(2s);
  EXPECT_TRUE(recorder->healthy());
  like(3);
  loop.run();
  EXPECT_EQ(answered, std::vector<Offset>{1});
}

TEST_F(RecorderTest, a_room_opened_again_has_the_same_state) {
  like(1);
  like(2);
  loop.run();
  const Room before = recorder->durable();
  reopen();
  EXPECT_EQ(recorder->durable(), before);
  EXPECT_EQ(recorder->ahead(), before);
}

TEST_F(RecorderTest, times_are_whole_milliseconds_and_never_go_back) {
  like(1, start);
  like(2, start - 1h);
  loop.run();
  const auto& rows = log.rooms[LessonId{7}].rows;
  EXPECT_EQ(utc_micros(rows[0].t), 1'700'000'000'000'000);
  EXPECT_EQ(rows[1].t, rows[0].t);
}

TEST_F(RecorderTest, no_events_are_answered_at_once) {
  recorder->add({}, start, [this](std::expected<Offset, Refusal> n) { answered.push_back(*n); });
  EXPECT_EQ(answered, std::vector<Offset>{0});
  EXPECT_EQ(log.commits, 0);
}

}  // namespace
}  // namespace lyceum::room
