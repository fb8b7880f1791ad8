#include "lesson/replay/replay.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using namespace std::chrono_literals;

Replay hour() {
  Replay replay;
  replay.duration = 1h;
  return replay;
}

std::string code(const Result<Replay>& result) { return result ? "ok" : std::string(result.error().code); }

TEST(Replay, a_trim_lies_inside_the_recording) {
  EXPECT_EQ(code(changed(hour(), {.trim = Trim{10s, 20s}})), "ok");
  EXPECT_EQ(code(changed(hour(), {.trim = Trim{0s, 1h}})), "ok");
  for (const Trim trim : {Trim{20s, 20s}, Trim{30s, 20s}, Trim{-1s, 20s}, Trim{0s, 1h + 1ms}})
    EXPECT_EQ(code(changed(hour(), {.trim = trim})), "trim_invalid");
}

TEST(Replay, a_trim_can_be_taken_away) {
  Replay replay = hour();
  replay.trim = Trim{10s, 20s};
  EXPECT_TRUE(changed(replay, {.hidden = true})->trim) << "what is not named stays";
  EXPECT_FALSE(changed(replay, {.trim = std::optional<Trim>()})->trim);
}

TEST(Replay, chapters_come_in_order_of_time) {
  const auto replay = changed(hour(), {.chapters = std::vector<Chapter>{{30s, " b "}, {0s, "a"}}});
  ASSERT_TRUE(replay);
  EXPECT_EQ(replay->chapters, (std::vector<Chapter>{{0s, "a"}, {30s, "b"}}));
}

TEST(Replay, chapters_have_titles_and_lie_inside) {
  for (const Chapter& chapter : {Chapter{0s, ""}, Chapter{0s, " "}, Chapter{0s, "a\nb"}, Chapter{2h, "late"},
                                 Chapter{-1s, "early"}, Chapter{0s, std::string(101, 'x')}})
    EXPECT_EQ(code(changed(hour(), {.chapters = std::vector<Chapter>{chapter}})), "chapters_invalid")
        << chapter.title;
  EXPECT_EQ(code(changed(hour(), {.chapters = std::vector<Chapter>(201, Chapter{0s, "x"})})),
            "chapters_invalid");
}

TEST(Replay, learners_are_told_times_of_what_they_are_served) {
  Replay replay = hour();
  replay.trim = Trim{601s, 1199s};
  replay.chapters = {
      {0s, "sound check"}, {300s, "before"}, {700s, "inside"}, {1199s, "behind"}, {1300s, "later"}};
  const Replay told = served(replay, 600s, 602s);
  EXPECT_EQ(told.duration, 602s);
  EXPECT_EQ(told.trim, (Trim{1s, 599s}));
  EXPECT_EQ(told.chapters, (std::vector<Chapter>{{1s, "before"}, {100s, "inside"}}));
}

TEST(Replay, a_trim_beyond_what_is_served_is_cut_to_it) {
  Replay replay = hour();
  replay.trim = Trim{1s, 30min};
  EXPECT_EQ(served(replay, 2s, 10s).trim, (Trim{0s, 10s}));
  EXPECT_EQ(served(replay, 0s, 0s).chapters.size(), 0u);
}

TEST(Replay, is_as_long_as_what_is_shown_of_it) {
  Replay replay = hour();
  EXPECT_EQ(shown(replay), 1h);
  replay.trim = Trim{10s, 70s};
  EXPECT_EQ(shown(replay), 60s);
  replay.duration = 5s;
  EXPECT_EQ(shown(replay), 0s);
}

}  // namespace
}  // namespace lyceum::lesson
