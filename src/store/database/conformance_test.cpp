#include "store/database/conformance.hpp"

#include "base/flow/manual_loop.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Error kRefused{.status = 409, .code = "refused", .en = "", .zh = "", .detail = {}};

// Holds database threads in their units until opened.
class Gate {
 public:
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    wake_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    ++entered_;
    wake_.notify_all();
    wake_.wait(lock, [&] { return open_; });
  }
  void wait_until_entered(int count = 1) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [&] { return entered_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool open_ = false;
  int entered_ = 0;
};

class DatabaseConformance : public testing::Test {
 protected:
  DatabaseConformance() : database_(engine_under_test().open(true)) {
    write(
        "CREATE TABLE item(id BIGINT NOT NULL PRIMARY KEY, name TEXT UNIQUE, body BYTEA, weight DOUBLE "
        "PRECISION)");
  }
  template <class... Args>
  Result<Rows> write(std::string_view sql, Args... args) {
    return loop_.run_task(database_->write([=](Transaction& tx) { return tx.query(sql, args...); }));
  }
  template <class... Args>
  Result<Rows> read(std::string_view sql, Args... args) {
    return loop_.run_task(database_->read([=](Transaction& tx) { return tx.query(sql, args...); }));
  }
  // Starts writes that fill the engine until the gate opens.
  void spawn_held_writers(Gate& gate) {
    const int writers = engine_under_test().writers;
    for (int i = 0; i < writers; ++i) spawn_held_writer(gate);
    gate.wait_until_entered(writers);
  }
  void spawn_held_writer(Gate& gate) {
    spawn([](Database& db, Gate& held) -> Task<void> {
      auto unit = [&held](Transaction&) -> Result<int> {
        held.wait();
        return 0;
      };
      (void)co_await db.write(unit, 60s);
    }(*database_, gate));
  }
  void spawn_insert(std::int64_t id, std::optional<bool>& out) {
    spawn([](Database& db, std::int64_t number, std::optional<bool>& result) -> Task<void> {
      auto unit = [number](Transaction& tx) { return tx.query("INSERT INTO item(id) VALUES ($1)", number); };
      result = (co_await db.write(unit)).has_value();
    }(*database_, id, out));
  }
  template <class Condition>
  void wait_until(Condition condition) {
    for (int i = 0; i < 5000 && !condition(); ++i)
      if (!loop_.run()) std::this_thread::sleep_for(1ms);
    ASSERT_TRUE(condition());
  }
  std::int64_t count() { return read("SELECT COUNT(*) FROM item").value()[0].integer(0); }

  ManualLoop loop_;
  Mailbox::Scope scope_{loop_};
  std::unique_ptr<Database> database_;
};

TEST_F(DatabaseConformance, values_of_every_type_come_back_as_they_went_in) {
  const Bytes body{0, 1, 255};
  ASSERT_TRUE(write("INSERT INTO item VALUES ($1, $2, $3, $4)", 1, std::string_view("讲堂"), body, 0.5));
  ASSERT_TRUE(write("INSERT INTO item VALUES ($1, $2, $3, $4)", -9'007'199'254'740'991,
                    std::optional<std::string_view>(), Bytes{}, 2.0));
  const auto rows = read("SELECT id, name, body, weight FROM item ORDER BY id DESC").value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].integer(0), 1);
  EXPECT_EQ(rows[0].text(1), "讲堂");
  EXPECT_EQ(rows[0].bytes(2), body);
  EXPECT_EQ(rows[0].real(3), 0.5);
  EXPECT_EQ(rows[1].integer(0), -9'007'199'254'740'991);
  EXPECT_TRUE(rows[1].is_null(1));
  EXPECT_TRUE(rows[1].bytes(2).empty());
  EXPECT_EQ(rows[1].real(3), 2.0);
}

TEST_F(DatabaseConformance, parameters_are_bound_by_name_in_any_order_and_more_than_once) {
  const auto rows =
      read("SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT), CAST($2 AS TEXT)", 7, std::string_view("x")).value();
  EXPECT_EQ(rows[0].text(0), "x");
  EXPECT_EQ(rows[0].integer(1), 7);
  EXPECT_EQ(rows[0].text(2), "x");
}

TEST_F(DatabaseConformance, changed_rows_are_counted_and_returned) {
  const auto added = write("INSERT INTO item(id) VALUES (1), (2), (3)").value();
  EXPECT_EQ(added.changed(), 3);
  const auto updated =
      write("UPDATE item SET name = CAST(id AS TEXT) WHERE id > 1 RETURNING id, name").value();
  EXPECT_EQ(updated.changed(), 2);
  EXPECT_EQ(updated.size(), 2u);
  EXPECT_EQ(write("DELETE FROM item WHERE id = 9").value().changed(), 0);
}

TEST_F(DatabaseConformance, a_unit_that_returns_an_error_leaves_nothing_behind) {
  const auto outcome = loop_.run_task(database_->write([](Transaction& tx) -> Result<int> {
    LYCEUM_CHECK(tx.query("INSERT INTO item(id) VALUES (1)"));
    return Failure(kRefused);
  }));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "refused");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseConformance, a_failed_statement_fails_the_unit_even_if_it_looks_away) {
  const auto outcome = loop_.run_task(database_->write([](Transaction& tx) -> Result<int> {
    LYCEUM_CHECK(tx.query("INSERT INTO item(id) VALUES (1)"));
    EXPECT_FALSE(tx.query("INSERT INTO item(id) VALUES (1)"));
    EXPECT_FALSE(tx.query("SELECT 1"));
    return 1;
  }));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "store_conflict");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseConformance, units_in_one_batch_stand_or_fall_alone) {
  Gate gate;
  spawn_held_writers(gate);
  std::array<std::optional<bool>, 3> outcomes;
  for (std::int64_t i = 0; i < 3; ++i) spawn_insert(i == 1 ? 0 : i, outcomes[static_cast<std::size_t>(i)]);
  gate.open();
  wait_until([&] { return outcomes[0] && outcomes[1] && outcomes[2]; });
  EXPECT_NE(*outcomes[0], *outcomes[1]);  // the same key
  EXPECT_TRUE(*outcomes[2]);
  EXPECT_EQ(count(), 2);
}

TEST_F(DatabaseConformance, a_read_sees_what_was_acknowledged_before_it) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(write("INSERT INTO item(id) VALUES ($1)", i));
    ASSERT_EQ(count(), i + 1);
  }
}

TEST_F(DatabaseConformance, a_read_sees_one_snapshot) {
  Gate gate;
  std::optional<std::pair<std::int64_t, std::int64_t>> seen;
  spawn([](Database& db, Gate& held, auto& out) -> Task<void> {
    auto unit = [&held](Transaction& tx) -> Result<std::pair<std::int64_t, std::int64_t>> {
      LYCEUM_TRY(const auto before, tx.query("SELECT COUNT(*) FROM item"));
      held.wait();
      LYCEUM_TRY(const auto after, tx.query("SELECT COUNT(*) FROM item WHERE id >= 0"));
      return std::pair(before[0].integer(0), after[0].integer(0));
    };
    out = *co_await db.read(unit);
  }(*database_, gate, seen));
  gate.wait_until_entered();
  ASSERT_TRUE(write("INSERT INTO item(id) VALUES (1)"));
  gate.open();
  wait_until([&] { return seen.has_value(); });
  EXPECT_EQ(*seen, (std::pair<std::int64_t, std::int64_t>(0, 0)));
}

TEST_F(DatabaseConformance, a_text_with_nul_or_not_utf8_is_refused_and_fails_its_unit) {
  for (const std::string_view text : {std::string_view("a\0b", 3), std::string_view("\xFF")})
    EXPECT_EQ(write("INSERT INTO item(id, name) VALUES (1, $1)", text).error().code, "store_text");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseConformance, two_units_that_decide_on_what_the_other_changes_take_effect_one_after_the_other) {
  // At most one item: both look first.
  std::array<std::optional<bool>, 8> outcomes;
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    spawn([](Database& db, std::int64_t id, std::optional<bool>& out) -> Task<void> {
      auto unit = [id](Transaction& tx) -> Result<bool> {
        LYCEUM_TRY(const auto there, tx.query("SELECT COUNT(*) FROM item"));
        if (there[0].integer(0) > 0) return false;
        LYCEUM_CHECK(tx.query("INSERT INTO item(id) VALUES ($1)", id));
        return true;
      };
      out = (co_await db.write(unit)).value();
    }(*database_, static_cast<std::int64_t>(i), outcomes[i]));
  wait_until([&] { return std::ranges::all_of(outcomes, [](const auto& out) { return out.has_value(); }); });
  EXPECT_EQ(std::ranges::count(outcomes, std::optional(true)), 1);
  EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseConformance, a_unit_cannot_end_its_transaction) {
  const auto outcome = loop_.run_task(database_->write([](Transaction& tx) -> Result<int> {
    LYCEUM_CHECK(tx.query("INSERT INTO item(id) VALUES (1)"));
    LYCEUM_CHECK(tx.query("ROLLBACK"));
    return 1;
  }));
  EXPECT_EQ(outcome.error().code, "store_failed");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseConformance, a_read_cannot_write) {
  EXPECT_FALSE(read("INSERT INTO item(id) VALUES (1)"));
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseConformance, upserts_and_selects_into_work_as_the_conventions_say) {
  const std::string_view upsert =
      "INSERT INTO item(id, weight) VALUES ($1, $2) ON CONFLICT(id) DO UPDATE SET weight = item.weight + "
      "CAST($2 AS DOUBLE PRECISION)";
  ASSERT_TRUE(write(upsert, 1, 1.5));
  ASSERT_TRUE(write(upsert, 1, 2.0));
  EXPECT_EQ(read("SELECT weight FROM item WHERE id = 1").value()[0].real(0), 3.5);
  ASSERT_TRUE(write("INSERT INTO item(id) SELECT id FROM item WHERE true ON CONFLICT(id) DO NOTHING"));
  EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseConformance, waiting_units_are_refused_when_their_time_has_passed) {
  Gate gate;
  spawn_held_writers(gate);
  std::optional<std::string> code;
  spawn([](Database& db, auto& out) -> Task<void> {
    auto unit = [](Transaction& tx) { return tx.query("INSERT INTO item(id) VALUES (1)"); };
    const auto outcome = co_await db.write(unit, 1ms);
    out = outcome ? std::string() : std::string(outcome.error().code);
  }(*database_, code));
  std::this_thread::sleep_for(5ms);
  gate.open();
  wait_until([&] { return code.has_value(); });
  EXPECT_EQ(*code, "store_timeout");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseConformance, after_close_nothing_new_begins_and_everything_before_is_done) {
  std::array<std::optional<bool>, 20> outcomes;
  for (std::size_t i = 0; i < outcomes.size(); ++i) spawn_insert(static_cast<std::int64_t>(i), outcomes[i]);
  database_->close();
  loop_.run();
  for (const auto& outcome : outcomes) EXPECT_EQ(outcome, true);
  EXPECT_EQ(write("INSERT INTO item(id) VALUES (99)").error().code, "store_closed");
  EXPECT_EQ(read("SELECT 1").error().code, "store_closed");
  database_ = engine_under_test().open(false);
  EXPECT_EQ(count(), 20);
}

TEST_F(DatabaseConformance, eight_writers_lose_nothing) {
  constexpr int kWriters = 8, kEach = 100;
  std::vector<std::thread> threads;
  std::atomic<int> done = 0;
  for (int writer = 0; writer < kWriters; ++writer)
    threads.emplace_back([&, writer] {
      ManualLoop loop;
      for (int i = 0; i < kEach; ++i) {
        auto unit = [id = writer * kEach + i](Transaction& tx) {
          return tx.query("INSERT INTO item(id) VALUES ($1)", id);
        };
        if (loop.run_task(database_->write(unit))) ++done;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(done, kWriters * kEach);
  EXPECT_EQ(count(), kWriters * kEach);
}

}  // namespace
}  // namespace lyceum::store
