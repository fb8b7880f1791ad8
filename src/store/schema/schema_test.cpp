#include "store/schema/schema.hpp"

#include "base/flow/manual_loop.hpp"
#include "store/trial/test_ground.hpp"

#include <array>
#include <future>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

class SchemaTest : public testing::Test {
 public:
  Result<int> run(std::span<const Migration> steps) { return loop_.run_task(migrate(*database_, steps)); }
  bool has(const std::string& table) {
    return loop_
        .run_task(
            database_->read([sql = "SELECT 1 FROM " + table](Transaction& tx) { return tx.query(sql); }))
        .has_value();
  }

  TestGround ground_{"schema_test"};
  ManualLoop loop_;
  std::unique_ptr<Database> database_ = ground_.open();
};

constexpr std::array<std::string_view, 2> kOne{"CREATE TABLE a(x BIGINT)", "INSERT INTO a(x) VALUES (1)"};
constexpr std::array<std::string_view, 1> kTwo{"CREATE TABLE b(x BIGINT)"};
constexpr std::array<std::string_view, 2> kBroken{"CREATE TABLE c(x BIGINT)", "CREATE TABLE a(x BIGINT)"};
const std::array<Migration, 2> kBoth{Migration(kOne), Migration(kTwo)};
const std::array<Migration, 3> kWithBroken{Migration(kOne), Migration(kTwo), Migration(kBroken)};

TEST_F(SchemaTest, the_shipped_steps_run_and_a_second_start_changes_nothing) {
  const int newest = static_cast<int>(migrations().size());
  EXPECT_EQ(run(migrations()).value(), newest);
  EXPECT_EQ(run(migrations()).value(), newest);
  EXPECT_TRUE(has("room_event"));
}

TEST_F(SchemaTest, only_the_missing_steps_run) {
  EXPECT_EQ(run(std::span(kBoth).first(1)).value(), 1);
  EXPECT_EQ(run(kBoth).value(), 2);
  EXPECT_TRUE(has("b"));
}

TEST_F(SchemaTest, a_step_that_fails_leaves_the_version_before) {
  ASSERT_EQ(run(kBoth).value(), 2);
  EXPECT_FALSE(run(kWithBroken));
  EXPECT_FALSE(has("c"));
  EXPECT_EQ(run(kBoth).value(), 2);
}

TEST_F(SchemaTest, a_server_and_an_admin_command_may_begin_at_once) {
  auto migrating = [this] {
    ManualLoop own;
    return own.run_task(migrate(*database_)).has_value();
  };
  auto first = std::async(std::launch::async, migrating), second = std::async(std::launch::async, migrating);
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
  EXPECT_TRUE(has("room_event"));
}

TEST_F(SchemaTest, data_of_a_newer_version_is_refused_with_a_sentence) {
  ASSERT_EQ(run(kBoth).value(), 2);
  const auto older = run(std::span(kBoth).first(1));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, "store_newer");
  EXPECT_EQ(older.error().detail,
            "the data has version 2, this Lyceum knows up to 1: start the newer one, or restore a backup");
}

}  // namespace
}  // namespace lyceum::store
