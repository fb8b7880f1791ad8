#include "store/schema/schema.hpp"

#include "base/flow/manual_loop.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <array>
#include <filesystem>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

class SchemaTest : public testing::Test {
 public:
  SchemaTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    database_ = std::move(*open_sqlite({.path = folder_ / "lyceum.db"}));
  }
  ~SchemaTest() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  Result<int> run(std::span<const Migration> steps) { return loop_.run_task(migrate(*database_, steps)); }
  bool has(std::string_view table) {
    auto there = database_->read([name = std::string(table)](Transaction& tx) -> Result<bool> {
      LYCEUM_TRY(const auto rows, tx.query("SELECT 1 FROM sqlite_master WHERE name = $1", name));
      return !rows.empty();
    });
    return *loop_.run_task(std::move(there));
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("schema_test." + std::to_string(getpid()));
  ManualLoop loop_;
  std::unique_ptr<Database> database_;
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
