// The server ends, in the middle of things: what was not done is said not to be done, what may be done is not
// called done, and work goes on by itself when the server is back.
#include "base/flow/manual_loop.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/postgres_database.hpp"
#include "store/trial_server/trial_server.hpp"

#include <atomic>
#include <future>
#include <thread>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

// Each with a server of its own, which it may end.
class FaultTest : public testing::Test {
 public:
  FaultTest() { EXPECT_TRUE(write("CREATE TABLE t(x BIGINT)")); }

  Result<Rows> write(std::string_view sql, std::chrono::milliseconds patience = 5s) {
    ManualLoop loop;
    return loop.run_task(database_->write([=](Transaction& tx) { return tx.query(sql); }, patience));
  }
  Result<Rows> read(std::string_view sql, std::chrono::milliseconds patience = 5s) {
    ManualLoop loop;
    return loop.run_task(database_->read([=](Transaction& tx) { return tx.query(sql); }, patience));
  }
  std::int64_t count() { return read("SELECT COUNT(*) FROM t").value()[0].integer(0); }
  // Ends the sessions of the database's pool, as a restart does, without a restart.
  void end_sessions(const std::string& which) {
    auto admin = std::move(*PgConnection::open(url_));
    ASSERT_TRUE(
        admin->run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                   "AND backend_type = 'client backend' AND " +
                       which,
                   {}));
  }
  // Until a session of the pool is at this statement.
  void wait_for(const std::string& statement) {
    auto admin = std::move(*PgConnection::open(url_));
    for (int i = 0; i < 1000; ++i) {
      const auto rows = admin->run(
          "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() "
          "AND query = '" +
              statement + "'",
          {});
      if (rows && !rows->empty()) return;
      std::this_thread::sleep_for(5ms);
    }
    FAIL() << statement << " did not begin";
  }

  TrialServer server_;
  const std::string url_ = server_.fresh_url();
  std::unique_ptr<Database> database_ = std::move(*open_postgres({.url = url_}));
};

TEST_F(FaultTest, without_a_server_units_are_refused_and_with_one_they_go_on) {
  server_.kill();
  EXPECT_EQ(write("INSERT INTO t VALUES (1)", 300ms).error().code, "store_unreachable");
  const auto refused = read("SELECT 1", 300ms);
  EXPECT_EQ(refused.error().code, "store_unreachable");
  EXPECT_GT(refused.error().retry_after_ms, 0);
  server_.start();
  ASSERT_TRUE(write("INSERT INTO t VALUES (1)"));
  EXPECT_EQ(count(), 1);
}

TEST_F(FaultTest, a_unit_waits_for_a_server_that_comes_back_in_time) {
  server_.kill();
  auto waiting = std::async(std::launch::async, [&] { return write("INSERT INTO t VALUES (1)", 30s); });
  EXPECT_EQ(waiting.wait_for(200ms), std::future_status::timeout);
  server_.start();
  EXPECT_TRUE(waiting.get());
  EXPECT_EQ(count(), 1);
}

TEST_F(FaultTest, a_unit_whose_connection_ends_before_the_commit_runs_again) {
  std::atomic<int> runs = 0;
  auto broken = std::async(std::launch::async, [&] {
    ManualLoop loop;
    return loop.run_task(database_->write([&](Transaction& tx) -> Result<int> {
      LYCEUM_CHECK(tx.query("INSERT INTO t VALUES (1)"));
      if (++runs == 1) LYCEUM_CHECK(tx.query("SELECT 1 FROM pg_sleep(60)"));
      return 1;
    }));
  });
  wait_for("SELECT 1 FROM pg_sleep(60)");
  end_sessions("true");
  const auto outcome = broken.get();
  EXPECT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(), 1);
}

TEST_F(FaultTest, a_commit_whose_answer_is_lost_is_not_called_done_and_not_tried_again) {
  // The commit takes a minute.
  ASSERT_TRUE(
      write("CREATE FUNCTION slow() RETURNS TRIGGER LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_sleep(60); RETURN NULL; END'"));
  ASSERT_TRUE(
      write("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION slow()"));
  auto committing = std::async(std::launch::async, [&] { return write("INSERT INTO t VALUES (1)"); });
  wait_for("COMMIT");
  server_.kill();
  const auto outcome = committing.get();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "store_uncertain");
  server_.start();
  EXPECT_EQ(count(), 0);  // which nobody could know
}

TEST_F(FaultTest, acknowledged_writes_survive_kill_9_of_the_server) {
  std::atomic<bool> stop = false;
  std::vector<std::future<int>> writers;
  for (int i = 0; i < 4; ++i)
    writers.push_back(std::async(std::launch::async, [&] {
      int acknowledged = 0;
      while (!stop) acknowledged += write("INSERT INTO t VALUES (1)").has_value();
      return acknowledged;
    }));
  for (int round = 0; round < 3; ++round) {
    std::this_thread::sleep_for(200ms);
    server_.kill();
    server_.start();
  }
  std::this_thread::sleep_for(200ms);
  stop = true;
  int acknowledged = 0;
  for (auto& writer : writers) acknowledged += writer.get();
  EXPECT_GT(acknowledged, 100);
  EXPECT_GE(count(), acknowledged);
  EXPECT_LE(count(), acknowledged + 3 * 4);  // those whose commit lost its answer
}

TEST_F(FaultTest, closing_does_not_wait_for_a_server_that_is_gone) {
  server_.kill();
  auto waiting = std::async(std::launch::async, [&] { return write("INSERT INTO t VALUES (1)", 60s); });
  std::this_thread::sleep_for(100ms);
  const auto before = std::chrono::steady_clock::now();
  database_->close();
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  EXPECT_FALSE(waiting.get());
}

}  // namespace
}  // namespace lyceum::store
