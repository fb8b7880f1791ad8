// What is particular to the SQLite engine; the rest is in the conformance suite.
#include "base/flow/manual_loop.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

class SqliteTest : public testing::Test {
 public:
  SqliteTest() { std::filesystem::create_directories(folder_); }
  ~SqliteTest() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  void open(SqliteOptions options = {}) {
    options.path = path();
    database_ = std::move(*open_sqlite(options));
  }
  std::string path() const { return folder_ / "lyceum.db"; }
  template <class... Args>
  Result<Rows> write(std::string_view sql, Args... args) {
    return loop_.run_task(database_->write([=](Transaction& tx) { return tx.query(sql, args...); }));
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("sqlite_test." + std::to_string(getpid()));
  ManualLoop loop_;
  Mailbox::Scope scope_{loop_};
  std::unique_ptr<Database> database_;
};

TEST_F(SqliteTest, the_file_can_be_read_by_its_owner_only) {
  open();
  struct stat facts {};
  ASSERT_EQ(stat(path().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST_F(SqliteTest, every_commit_is_synced) {
  open();
  EXPECT_EQ(write("PRAGMA synchronous").value()[0].integer(0), 2);  // FULL
  EXPECT_EQ(write("PRAGMA journal_mode").value()[0].text(0), "wal");
}

TEST_F(SqliteTest, a_folder_that_is_not_there_is_named) {
  const auto opened = open_sqlite({.path = folder_ / "missing" / "lyceum.db"});
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().detail.find("missing/lyceum.db: No such file or directory"), std::string::npos)
      << opened.error().detail;
}

TEST_F(SqliteTest, a_file_that_is_no_database_is_named) {
  std::ofstream(path()) << std::string(4096, 'x');
  const auto opened = open_sqlite({.path = path()});
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().detail.find("lyceum.db"), std::string::npos) << opened.error().detail;
}

TEST_F(SqliteTest, a_queue_at_its_limit_refuses_at_once) {
  open({.path = {}, .queue_max = 2, .batch_max = 1});
  int busy = 0, done = 0;
  for (int i = 0; i < 100; ++i)
    spawn([](Database& db, int& refused, int& finished) -> Task<void> {
      auto unit = [](Transaction&) -> Result<int> {
        std::this_thread::sleep_for(1ms);
        return 0;
      };
      const auto outcome = co_await db.write(unit);
      if (!outcome) refused += outcome.error().code == "store_busy" && outcome.error().retry_after_ms > 0;
      ++finished;
    }(*database_, busy, done));
  EXPECT_LE(database_->queues().writes, 2U);  // and one at work
  EXPECT_EQ(database_->queues().most, 2U);
  // The coroutines count. NOLINTNEXTLINE(bugprone-infinite-loop)
  while (done < 100)
    if (!loop_.run()) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(database_->queues().writes, 0U);
  EXPECT_GE(busy, 90);
  EXPECT_LT(busy, 100);
}

TEST_F(SqliteTest, a_full_disk_is_refused_as_such_and_writing_goes_on_when_there_is_room) {
  open();
  ASSERT_TRUE(write("CREATE TABLE t(x BYTEA)"));
  ASSERT_TRUE(write("PRAGMA max_page_count = 20"));  // SQLite then reports a full disk
  EXPECT_EQ(write("INSERT INTO t VALUES ($1)", Bytes(1'000'000)).error().code, "store_full");
  EXPECT_TRUE(write("INSERT INTO t VALUES ($1)", Bytes(10)));
  ASSERT_TRUE(write("PRAGMA max_page_count = 100000"));
  EXPECT_TRUE(write("INSERT INTO t VALUES ($1)", Bytes(1'000'000)));
}

TEST_F(SqliteTest, units_beside_one_that_breaks_the_transaction_are_run_again) {
  open();
  ASSERT_TRUE(write("CREATE TABLE t(x BIGINT)"));
  int good = 0, bad = 0, runs = 0;
  const auto add = [&](bool breaks) {
    spawn([](Database& db, bool broken, int& ok, int& failed, int& count) -> Task<void> {
      auto unit = [broken, &count](Transaction& tx) -> Result<int> {
        ++count;
        std::this_thread::sleep_for(5ms);
        // What SQLite itself does on an I/O error.
        LYCEUM_CHECK(tx.query(broken ? "ROLLBACK" : "INSERT INTO t VALUES (1)"));
        return 1;
      };
      const auto outcome = co_await db.write(unit);
      outcome ? ++ok : ++failed;
    }(*database_, breaks, good, bad, runs));
  };
  add(false);  // keeps the writer busy while the next three gather in one batch
  for (const bool breaks : {false, true, false}) add(breaks);
  while (good + bad < 4)
    if (!loop_.run()) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(good, 3);
  EXPECT_EQ(bad, 1);
  EXPECT_EQ(write("SELECT COUNT(*) FROM t").value()[0].integer(0), 3);
}

TEST_F(SqliteTest, a_read_that_takes_too_long_is_cut_off) {
  open();
  auto unit = [](Transaction& tx) {
    return tx.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n");
  };
  EXPECT_EQ(loop_.run_task(database_->read(unit, 50ms)).error().code, "store_timeout");
  EXPECT_TRUE(loop_.run_task(database_->read([](Transaction& tx) { return tx.query("SELECT 1"); })));
}

TEST_F(SqliteTest, a_unit_that_throws_fails_alone) {
  open();
  const auto outcome = loop_.run_task(
      database_->write([](Transaction&) -> Result<int> { throw std::runtime_error("inside"); }));
  EXPECT_EQ(outcome.error().code, "store_failed");
  EXPECT_TRUE(write("SELECT 1"));
}

TEST_F(SqliteTest, two_processes_may_use_the_file) {
  open();
  ASSERT_TRUE(write("CREATE TABLE t(x BIGINT)"));
  auto other = std::move(*open_sqlite({.path = path()}));
  EXPECT_TRUE(
      loop_.run_task(other->write([](Transaction& tx) { return tx.query("INSERT INTO t VALUES (1)"); })));
  EXPECT_TRUE(write("INSERT INTO t VALUES (2)"));
}

}  // namespace
}  // namespace lyceum::store
