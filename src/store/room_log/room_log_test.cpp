#include "store/room_log/room_log.hpp"

#include "room/feed/room_log_suite.hpp"
#include "store/schema/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <filesystem>

#include <stdlib.h>

namespace lyceum::store {
namespace {

// A database in a folder of its own, and the log on it.
struct SqliteLog {
  std::string folder;
  std::unique_ptr<Database> database;
  std::unique_ptr<room::RoomLog> log;

  SqliteLog() {
    folder = (std::filesystem::temp_directory_path() / "lyceum-room-log-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) std::abort();
    reopen();
  }
  ~SqliteLog() {
    database->close();
    database.reset();
    std::filesystem::remove_all(folder);
  }
  void reopen() {
    log.reset();
    if (database) database->close();
    database.reset();
    database = open_sqlite({.path = folder + "/lyceum.db"}).value();
    ManualLoop loop;
    if (!loop.run_task(migrate(*database))) std::abort();
    log = make_room_log(*database);
  }
};

std::shared_ptr<room::RoomLog> make_sqlite_log() {
  auto all = std::make_shared<SqliteLog>();
  return {all, all->log.get()};
}

}  // namespace
}  // namespace lyceum::store

namespace lyceum::room {
INSTANTIATE_TEST_SUITE_P(Sqlite, RoomLogSuite, ::testing::Values(store::make_sqlite_log));
}

namespace lyceum::store {
namespace {

TEST(RoomLogOnDisk, the_record_is_there_after_a_restart) {
  SqliteLog disk;
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

}  // namespace
}  // namespace lyceum::store
