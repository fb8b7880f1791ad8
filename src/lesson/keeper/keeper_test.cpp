#include "lesson/keeper/keeper.hpp"

#include "base/flow/manual_loop.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

constexpr std::uint64_t gb = 1'000'000'000;

class Rows final : public RetentionRepository {
 public:
  RetentionRule kept;
  std::vector<StoredReplay> all;
  Task<Result<RetentionRule>> rule() override { co_return kept; }
  Task<Result<void>> set_rule(RetentionRule rule, Actor) override {
    kept = rule;
    co_return Result<void>();
  }
  Task<Result<std::vector<StoredReplay>>> replays() override { co_return all; }
  Task<Result<void>> expire(LessonId lesson) override {
    std::erase_if(all, [lesson](const StoredReplay& each) { return each.lesson == lesson; });
    co_return Result<void>();
  }
};

class Shelf final : public RecordingShelf {
 public:
  std::vector<Size> all;
  std::optional<std::uint64_t> allowed = 1;
  bool stuck = false;
  Task<Result<std::vector<Size>>> sizes() override { co_return all; }
  std::optional<std::uint64_t> disk_free() override { return 500 * gb; }
  void allow(std::optional<std::uint64_t> bytes) override { allowed = bytes; }
  Task<Result<void>> remove(LessonId lesson) override {
    if (stuck) co_return Failure(refuse(RetentionRefusal::retention_invalid));
    std::erase_if(all, [lesson](const Size& each) { return each.lesson == lesson; });
    co_return Result<void>();
  }
};

class ReplayKeeperTest : public testing::Test {
 protected:
  ReplayKeeperTest() {
    for (const int lesson : {1, 2}) {
      StoredReplay replay;
      replay.lesson = LessonId{lesson};
      replay.since = clock.utc();
      rows.all.push_back(replay);
      shelf.all.push_back({LessonId{lesson}, static_cast<std::uint64_t>(lesson) * gb});
    }
    rows.all[1].own_days = 0;
  }

  ManualClock clock;
  ManualLoop loop;
  Rows rows;
  Shelf shelf;
  ReplayKeeper keeper{rows, shelf, clock};
};

TEST_F(ReplayKeeperTest, deletes_row_and_files_when_the_time_is_over_and_not_before) {
  rows.kept = {.keep_days = 30};
  clock.advance(std::chrono::days(29));
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  EXPECT_EQ(rows.all.size(), 2u);
  clock.advance(std::chrono::days(1));
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  ASSERT_EQ(rows.all.size(), 1u);
  EXPECT_EQ(rows.all[0].lesson, LessonId{2});
  EXPECT_EQ(shelf.all.size(), 1u);
}

TEST_F(ReplayKeeperTest, allows_what_the_limit_leaves) {
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  EXPECT_EQ(shelf.allowed, std::nullopt);
  rows.kept = {.limit_gb = 10};
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  EXPECT_EQ(shelf.allowed, 7 * gb);
  rows.kept = {.limit_gb = 2};
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  EXPECT_EQ(shelf.allowed, 0u);
}

TEST_F(ReplayKeeperTest, room_that_was_made_is_allowed_and_what_could_not_be_deleted_is_not) {
  rows.kept = {.keep_days = 30, .limit_gb = 10};
  clock.advance(std::chrono::days(31));
  shelf.stuck = true;
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  EXPECT_EQ(shelf.allowed, 7 * gb);
  shelf.stuck = false;
  StoredReplay again;
  again.lesson = LessonId{1};
  rows.all.push_back(again);
  ASSERT_TRUE(loop.run_task(keeper.keep()));
  EXPECT_EQ(shelf.allowed, 8 * gb);
}

TEST_F(ReplayKeeperTest, looking_deletes_nothing) {
  rows.kept = {.keep_days = 1};
  clock.advance(std::chrono::days(31));
  const auto storage = loop.run_task(keeper.look());
  ASSERT_TRUE(storage);
  EXPECT_EQ(storage->plan.now.size(), 1u);
  EXPECT_EQ(storage->room.used, 3 * gb);
  EXPECT_EQ(storage->replays[1].bytes, 2 * gb);
  EXPECT_EQ(rows.all.size(), 2u);
}

}  // namespace
}  // namespace lyceum::lesson
