#include "store/replays/replays.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
constexpr LessonId kLesson{5};

class ReplaysTest : public testing::Test {
 protected:
  ReplaysTest() {
    database.query(
        "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
        "deleted_us) "
        "VALUES (1, 'l', 'L', '', '', 0, 1, 0, NULL)");
    database.query(
        "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
        "started_us, "
        "ended_us, created_us, filed_us, deleted_us, cover_version, key_version, previous_key_until_us, "
        "gop_ms) "
        "VALUES (5, 1, 't', '', 'ended', 'free', '', NULL, NULL, NULL, 0, 0, "
        "NULL, 0, 1, NULL, 0)");
  }
  std::optional<lesson::Replay> find() { return database.run(replays.find(kLesson)).value(); }

  TestDatabase database{"replays_test"};
  Replays replays{*database};
};

TEST_F(ReplaysTest, a_lesson_that_was_not_recorded_has_none) {
  EXPECT_FALSE(find());
  EXPECT_EQ(database.run(replays.edit(kLesson, 60s, {.hidden = true})).error().code, "replay_not_found");
}

TEST_F(ReplaysTest, what_the_lecturer_shaped_is_kept_when_the_length_is_noted_again) {
  ASSERT_TRUE(database.run(replays.note(kLesson, 60s, Utc(60s))));
  lesson::ReplayChange change{.hidden = true,
                              .trim = lesson::Trim{1s, 50s},
                              .chapters = std::vector<lesson::Chapter>{{0s, "开始 \"one\""}, {30s, "two"}}};
  ASSERT_TRUE(database.run(replays.edit(kLesson, 60s, change)));
  ASSERT_TRUE(database.run(replays.note(kLesson, 90s, Utc(90s))));
  const auto replay = find();
  ASSERT_TRUE(replay);
  EXPECT_EQ(replay->duration, 90s);
  EXPECT_TRUE(replay->hidden);
  EXPECT_EQ(replay->trim, (lesson::Trim{1s, 50s}));
  EXPECT_EQ(replay->chapters, *change.chapters);
}

TEST_F(ReplaysTest, chapters_are_due_until_somebody_chooses_some_or_none) {
  ASSERT_TRUE(database.run(replays.note(kLesson, 60s, Utc(60s))));
  EXPECT_TRUE(find()->chapters_due);
  ASSERT_TRUE(database.run(replays.edit(kLesson, 60s, {.hidden = true})));
  EXPECT_TRUE(find()->chapters_due);
  ASSERT_TRUE(database.run(replays.edit(kLesson, 60s, {.chapters = std::vector<lesson::Chapter>()})));
  EXPECT_FALSE(find()->chapters_due);
  EXPECT_TRUE(find()->chapters.empty());
}

TEST_F(ReplaysTest, a_refused_change_changes_nothing) {
  ASSERT_TRUE(database.run(replays.note(kLesson, 60s, Utc(60s))));
  EXPECT_EQ(
      database.run(replays.edit(kLesson, 60s, {.hidden = true, .trim = lesson::Trim{5s, 61s}})).error().code,
      "trim_invalid");
  EXPECT_FALSE(find()->hidden);
}

TEST_F(ReplaysTest, its_time_counts_from_when_it_was_recorded_last) {
  ASSERT_TRUE(database.run(replays.note(kLesson, 60s, Utc(1s))));
  ASSERT_TRUE(database.run(replays.note(kLesson, 90s, Utc(2s))));
  ASSERT_TRUE(database.run(replays.watched(kLesson, Utc(3s))));
  ASSERT_TRUE(database.run(replays.edit(kLesson, 91s, {.keep_days = std::optional<int>(0)})));
  const auto replay = find();
  EXPECT_EQ(replay->duration, 91s);
  EXPECT_EQ(replay->recorded_at, Utc(2s));
  EXPECT_EQ(replay->watched_at, Utc(3s));
  EXPECT_EQ(replay->keep_days, 0);
  ASSERT_TRUE(database.run(replays.edit(kLesson, 91s, {.keep_days = std::optional<int>()})));
  EXPECT_EQ(find()->keep_days, std::nullopt);
}

TEST_F(ReplaysTest, a_removed_one_is_gone) {
  ASSERT_TRUE(database.run(replays.note(kLesson, 60s, Utc(60s))));
  ASSERT_TRUE(database.run(replays.remove(kLesson)));
  EXPECT_FALSE(find());
}

}  // namespace
}  // namespace lyceum::store
