#include "lesson/retention/plan.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using std::chrono::days;
constexpr std::uint64_t gb = 1'000'000'000;
const Utc now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 26);

StoredReplay replay(int lesson, int age_days, std::uint64_t bytes = gb, std::optional<int> own = {}) {
  StoredReplay made;
  made.lesson = LessonId{lesson};
  made.since = now - days(age_days);
  made.own_days = own;
  made.bytes = bytes;
  return made;
}

std::vector<std::int64_t> ids(const std::vector<LessonId>& lessons) {
  std::vector<std::int64_t> all;
  for (const LessonId lesson : lessons) all.push_back(lesson.value);
  return all;
}

std::vector<std::int64_t> ids(const std::vector<StoredReplay>& replays) {
  std::vector<std::int64_t> all;
  for (const StoredReplay& each : replays) all.push_back(each.lesson.value);
  return all;
}

using Ids = std::vector<std::int64_t>;

// What happens to replays of 10, 40 and 100 days, the last of which has a time of its own.
struct Case {
  const char* name;
  RetentionRule rule;
  std::optional<int> own;  // of the one of 100 days
  Room room;
  Ids now, next;
};

TEST(Retention, what_goes_and_what_is_next) {
  const Room wide{.disk_free = 500 * gb, .used = 3 * gb}, tight{.disk_free = 9 * gb, .used = 3 * gb};
  for (const Case& each : {
           Case{"for ever", {}, {}, tight, {}, {}},
           Case{"thirty days", {.keep_days = 30}, {}, wide, {3, 2}, {1}},
           Case{"a time of its own", {.keep_days = 30}, 120, wide, {2}, {1, 3}},
           Case{"for ever of its own", {.keep_days = 30}, 0, wide, {2}, {1}},
           Case{"limited of its own alone", {}, 99, wide, {3}, {}},
           Case{"ends this very moment", {}, 100, wide, {3}, {}},
           Case{"a day left", {}, 101, wide, {}, {3}},
           Case{"not needed", {.keep_days = 30, .when_needed = true}, {}, wide, {}, {3, 2, 1}},
           Case{
               "needed: no more than needed", {.keep_days = 30, .when_needed = true}, {}, tight, {3}, {2, 1}},
           Case{"needed, nothing is over", {.keep_days = 365, .when_needed = true}, {}, tight, {}, {3, 2, 1}},
           Case{"the limit is near",
                {.keep_days = 30, .limit_gb = 4, .when_needed = true},
                {},
                {.disk_free = 500 * gb, .used = 4 * gb},
                {3},
                {2, 1}},
           Case{"the limit is passed by far",
                {.keep_days = 30, .limit_gb = 4, .when_needed = true},
                {},
                {.disk_free = 500 * gb, .used = 6 * gb},
                {3, 2},
                {1}},
           Case{
               "nothing is known of the disk", {.keep_days = 30, .when_needed = true}, {}, {}, {}, {3, 2, 1}},
       }) {
    const auto made =
        plan({replay(1, 10), replay(2, 40), replay(3, 100, gb, each.own)}, each.rule, each.room, now);
    EXPECT_EQ(ids(made.now), each.now) << each.name;
    EXPECT_EQ(ids(made.next), each.next) << each.name;
  }
}

TEST(Retention, room_is_the_lesser_of_disk_and_limit_and_grows_by_what_goes) {
  const Room room{.disk_free = 50 * gb, .used = 90 * gb};
  EXPECT_EQ(room_left({}, room), 50 * gb);
  EXPECT_EQ(room_left({.limit_gb = 100}, room), 10 * gb);
  EXPECT_EQ(room_left({.limit_gb = 80}, room), 0u);
  EXPECT_EQ(room_left({.limit_gb = 100}, {.disk_free = {}, .used = gb}), 99 * gb);
  EXPECT_EQ(room_left({}, {}), std::nullopt);
  EXPECT_EQ(plan({replay(1, 40, 7 * gb)}, {.keep_days = 30}, room, now).room, 57 * gb);
}

TEST(Retention, a_class_that_runs_keeps_its_recording) {
  StoredReplay running = replay(1, 400);
  running.growing = true;
  const auto made = plan({running}, {.keep_days = 1}, {}, now);
  EXPECT_TRUE(made.now.empty());
  EXPECT_TRUE(made.next.empty());
}

TEST(Retention, a_deleted_lesson_takes_its_replay_along_at_once) {
  StoredReplay abandoned = replay(1, 2, 3 * gb, 0);
  abandoned.abandoned = true;
  const auto made = plan({replay(2, 5), abandoned}, {}, {.disk_free = gb, .used = 4 * gb}, now);
  EXPECT_EQ(ids(made.now), (Ids{1}));
  EXPECT_EQ(made.room, 4 * gb);
}

TEST(Retention, the_room_lasts_as_long_as_the_last_weeks_tell) {
  const std::vector<StoredReplay> replays{replay(1, 2, 10 * gb), replay(2, 20, 18 * gb),
                                          replay(3, 40, 500 * gb)};
  EXPECT_EQ(full_in_days(replays, 100 * gb, now), 100);
  EXPECT_EQ(full_in_days(replays, 0, now), 0);
  EXPECT_EQ(full_in_days(replays, 1'000'000 * gb, now), 3650);
  EXPECT_EQ(full_in_days(replays, std::nullopt, now), std::nullopt);
  EXPECT_EQ(full_in_days({replay(3, 40)}, 100 * gb, now), std::nullopt);
}

TEST(Retention, rules_have_bounds) {
  EXPECT_TRUE(checked({.keep_days = 36'500, .limit_gb = 1'000'000}));
  for (const RetentionRule& rule : {RetentionRule{.keep_days = -1}, RetentionRule{.keep_days = 36'501},
                                    RetentionRule{.limit_gb = -1}, RetentionRule{.limit_gb = 1'000'001}})
    EXPECT_EQ(checked(rule).error().code, "retention_invalid");
}

TEST(Retention, only_an_operator_keeps_a_replay_longer_than_the_site_does) {
  struct Asked {
    std::optional<int> days;
    int site;
    bool is_operator;
    std::string_view code;
  };
  for (const Asked& asked :
       {Asked{{}, 30, false, ""}, Asked{30, 30, false, ""}, Asked{1, 30, false, ""},
        Asked{31, 30, false, "kept_too_long"}, Asked{0, 30, false, "kept_too_long"}, Asked{0, 30, true, ""},
        Asked{400, 30, true, ""}, Asked{400, 0, false, ""}, Asked{0, 0, false, ""},
        Asked{-1, 0, true, "retention_invalid"}, Asked{36'501, 0, true, "retention_invalid"}}) {
    const auto may = check_own_days(asked.days, {.keep_days = asked.site}, asked.is_operator);
    EXPECT_EQ(may ? "" : may.error().code, asked.code) << asked.days.value_or(-9) << " of " << asked.site;
  }
}

}  // namespace
}  // namespace lyceum::lesson
