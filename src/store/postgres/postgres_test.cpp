// What is particular to the PostgreSQL engine; the rest is in the conformance suite.
#include "base/flow/manual_loop.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/inspect.hpp"
#include "store/postgres/postgres_database.hpp"
#include "store/postgres/server_under_test.hpp"
#include "store/schema/schema.hpp"

#include <future>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

class PostgresTest : public testing::Test {
 public:
  template <class... Args>
  Result<Rows> write(std::string_view sql, Args... args) {
    return loop_.run_task(database_->write([=](Transaction& tx) { return tx.query(sql, args...); }));
  }
  std::unique_ptr<PgConnection> connection() const { return std::move(*PgConnection::open(url_)); }

  const std::string url_ = server_under_test().fresh_url();
  ManualLoop loop_;
  Mailbox::Scope scope_{loop_};
  std::unique_ptr<Database> database_ = std::move(*open_postgres({.url = url_}));
};

TEST_F(PostgresTest, a_unit_that_others_were_faster_than_runs_again) {
  ASSERT_TRUE(write("CREATE TABLE t(x BIGINT)"));
  std::promise<void> has_looked, may_go_on;
  int runs = 0;
  std::int64_t seen = -1;
  auto slow = std::async(std::launch::async, [&] {
    ManualLoop own;
    return own.run_task(database_->write([&](Transaction& tx) -> Result<int> {
      LYCEUM_TRY(const auto there, tx.query("SELECT COUNT(*) FROM t"));
      if (++runs == 1) {
        has_looked.set_value();
        may_go_on.get_future().wait();
      }
      seen = there[0].integer(0);
      LYCEUM_CHECK(tx.query("INSERT INTO t VALUES (1)"));
      return 1;
    }));
  });
  has_looked.get_future().wait();
  auto fast = [](Transaction& tx) -> Result<int> {
    LYCEUM_CHECK(tx.query("SELECT COUNT(*) FROM t"));
    LYCEUM_CHECK(tx.query("INSERT INTO t VALUES (2)"));
    return 1;
  };
  EXPECT_TRUE(loop_.run_task(database_->write(fast)));
  may_go_on.set_value();
  EXPECT_TRUE(slow.get());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(seen, 1);  // it saw what the other had written
}

TEST_F(PostgresTest, a_unit_that_always_meets_others_is_refused_as_busy) {
  ASSERT_TRUE(
      write("CREATE FUNCTION unlucky() RETURNS BIGINT LANGUAGE plpgsql AS "
            "'BEGIN RAISE SQLSTATE ''40001''; END'"));
  int runs = 0;
  const auto outcome = loop_.run_task(database_->write([&](Transaction& tx) {
    ++runs;
    return tx.query("SELECT unlucky()");
  }));
  EXPECT_EQ(outcome.error().code, "store_busy");
  EXPECT_GT(outcome.error().retry_after_ms, 0);
  EXPECT_EQ(runs, 10);
}

TEST_F(PostgresTest, a_broken_constraint_is_named_without_what_was_in_the_row) {
  ASSERT_TRUE(write("CREATE TABLE t(x TEXT PRIMARY KEY)"));
  ASSERT_TRUE(write("INSERT INTO t VALUES ($1)", std::string_view("a secret")));
  const auto twice = write("INSERT INTO t VALUES ($1)", std::string_view("a secret"));
  EXPECT_EQ(twice.error().code, "store_conflict");
  EXPECT_NE(twice.error().detail.find("t_pkey"), std::string::npos) << twice.error().detail;
  EXPECT_EQ(twice.error().detail.find("a secret"), std::string::npos) << twice.error().detail;
}

TEST_F(PostgresTest, a_read_that_takes_too_long_is_cut_off) {
  auto unit = [](Transaction& tx) { return tx.query("SELECT 1 FROM pg_sleep(30)"); };
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(loop_.run_task(database_->read(unit, 50ms)).error().code, "store_timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - before, 3s);
  EXPECT_TRUE(loop_.run_task(database_->read([](Transaction& tx) { return tx.query("SELECT 1"); })));
}

TEST_F(PostgresTest, a_number_that_is_not_ours_wants_a_cast) {
  ASSERT_TRUE(write("CREATE TABLE t(x BIGINT)"));
  ASSERT_TRUE(write("INSERT INTO t VALUES (2), (3)"));
  const auto sum = write("SELECT SUM(x) FROM t");
  EXPECT_NE(sum.error().detail.find("CAST it"), std::string::npos) << sum.error().detail;
  EXPECT_EQ(write("SELECT CAST(SUM(x) AS BIGINT) FROM t").value()[0].integer(0), 5);
}

TEST_F(PostgresTest, numbers_texts_and_bytes_of_every_width_are_read) {
  const auto rows =
      write(
          "SELECT CAST(-2 AS SMALLINT), CAST(-3 AS INTEGER), 0.5::real, true, 'a'::varchar, now()::text, "
          "NULL::bigint, ''::bytea")
          .value();
  EXPECT_EQ(rows[0].integer(0), -2);
  EXPECT_EQ(rows[0].integer(1), -3);
  EXPECT_EQ(rows[0].real(2), 0.5);
  EXPECT_TRUE(rows[0].flag(3));
  EXPECT_EQ(rows[0].text(4), "a");
  EXPECT_FALSE(rows[0].text(5).empty());
  EXPECT_TRUE(rows[0].is_null(6));
  EXPECT_TRUE(rows[0].bytes(7).empty());
}

TEST_F(PostgresTest, commits_wait_for_the_disk_even_where_the_server_would_not) {
  const auto lazy = url_ + "%20-csynchronous_commit%3Doff";
  auto connection = std::move(*PgConnection::open(lazy));
  EXPECT_EQ(connection->run("SHOW synchronous_commit", {}).value()[0].text(0), "on");
}

TEST_F(PostgresTest, a_server_that_is_not_there_is_named_without_the_password) {
  for (const std::string url :
       {"postgresql://ann:s3cret@/x?host=/nowhere", "postgresql://ann:s3cret@127.0.0.1:1/x"}) {
    const auto opened = open_postgres({.url = url});
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().detail.find("cannot use the database postgresql://ann:***@"), std::string::npos)
        << opened.error().detail;
    EXPECT_EQ(opened.error().detail.find("s3cret"), std::string::npos);
    EXPECT_EQ(opened.error().detail.find('\n'), std::string::npos);
  }
}

TEST_F(PostgresTest, a_database_that_is_not_utf8_is_refused) {
  auto admin = connection();
  (void)admin->execute("DROP DATABASE IF EXISTS ascii");
  ASSERT_TRUE(admin->execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"));
  std::string other = url_;
  other.replace(other.find("/lyceum?"), 8, "/ascii?");
  const auto opened = open_postgres({.url = other});
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().detail.find("not UTF8"), std::string::npos) << opened.error().detail;
}

TEST_F(PostgresTest, a_look_at_it_tells_version_and_tables) {
  auto report = inspect_postgres(url_);
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_TRUE(report->server.starts_with("15.")) << report->server;
  EXPECT_EQ(report->schema, 0);
  EXPECT_TRUE(report->loses_on_power_cut);  // a server for tests
  const int newest = loop_.run_task(migrate(*database_)).value();
  ASSERT_TRUE(write(
      "INSERT INTO audit(id, at_us, account_id, action, subject, detail) VALUES (1, 7, 1, 'a', 's', '')"));
  report = inspect_postgres(url_);
  EXPECT_EQ(report->schema, newest);
  EXPECT_EQ(report->newest_row, utc_from_micros(7));
  EXPECT_GT(report->bytes, 1'000'000);
}

}  // namespace
}  // namespace lyceum::store
