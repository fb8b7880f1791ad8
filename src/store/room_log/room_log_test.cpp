#include "store/room_log/room_log.hpp"

#include "room/feed/room_log_suite.hpp"
#include "store/database/refusal.hpp"
#include "store/trial/test_database.hpp"

namespace lyceum::store {
namespace {

// A database of its own, and the log on it.
struct DatabaseLog {
  TestDatabase database{"room_log_test"};
  std::unique_ptr<room::RoomLog> log = make_room_log(*database);

  void reopen() {
    log.reset();
    database.reopen();
    log = make_room_log(*database);
  }
};

std::shared_ptr<room::RoomLog> make_log() {
  auto all = std::make_shared<DatabaseLog>();
  return {all, all->log.get()};
}

}  // namespace
}  // namespace lyceum::store

namespace lyceum::room {
INSTANTIATE_TEST_SUITE_P(Database, RoomLogSuite, ::testing::Values(store::make_log));
}

namespace lyceum::store {
namespace {

TEST(RoomLogOnDisk, the_record_is_there_after_a_restart) {
  DatabaseLog disk;
  ManualLoop loop;
  const LessonId lesson{7};
  ASSERT_TRUE(loop.run_task(disk.log->open(lesson, "first")));
  const std::vector<room::LogRow> rows = {
      {1, utc_from_micros(5), "likes", room::Audience::everyone, R"({"total":1})"}};
  ASSERT_TRUE(loop.run_task(disk.log->append(lesson, "first", rows)));
  disk.reopen();
  const auto opened = loop.run_task(disk.log->open(lesson, "second"));
  EXPECT_EQ(opened->epoch, "first");
  EXPECT_EQ(opened->recent, rows);
}

TEST(RoomLogOnDisk, a_lost_answer_has_the_name_by_which_rooms_know_it) {
  EXPECT_EQ(refuse(Refusal::uncertain).code, room::kNotKnown);
}

}  // namespace
}  // namespace lyceum::store
