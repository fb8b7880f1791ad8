#include "media/health/judge.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

HealthFacts good() {
  HealthFacts facts;
  facts.age = 60;
  facts.had_video = facts.had_audio = true;
  facts.fps = facts.expected_fps = 30;
  facts.video_kbps = 2500;
  facts.height = 720;
  facts.keyframe_interval_ms = 2000;
  facts.clock_ppm = 20;
  facts.sound_ahead_ms = 5;
  return facts;
}

bool says(const Judge& judge, FindingKind kind) {
  return std::ranges::any_of(judge.findings(), [&](const Finding& each) { return each.kind == kind; });
}

TEST(Judge, has_nothing_to_say_about_a_good_stream) {
  Judge judge;
  for (int i = 0; i < 100; ++i) judge.step(good());
  EXPECT_TRUE(judge.findings().empty());
}

TEST(Judge, what_comes_and_goes_every_second_does_not_blink) {
  Judge judge;
  HealthFacts few = good();
  few.fps = 20;
  for (int i = 0; i < 100; ++i) judge.step(i % 2 == 0 ? few : good());
  EXPECT_FALSE(says(judge, FindingKind::few_pictures)) << "it never lasted";
  for (int i = 0; i < 5; ++i) judge.step(few);
  EXPECT_TRUE(says(judge, FindingKind::few_pictures));
  for (int i = 0; i < 100; ++i) {
    judge.step(i % 2 == 0 ? good() : few);
    EXPECT_TRUE(says(judge, FindingKind::few_pictures)) << "it was never over";
  }
}

TEST(Judge, a_finding_ends_by_a_milder_measure_than_it_begins_by) {
  Judge judge;
  HealthFacts facts = good();
  facts.video_kbps = 5800;
  judge.step(facts);
  EXPECT_FALSE(says(judge, FindingKind::bitrate_high));
  facts.video_kbps = 6100;
  judge.step(facts);
  EXPECT_TRUE(says(judge, FindingKind::bitrate_high));
  facts.video_kbps = 5800;
  for (int i = 0; i < 60; ++i) judge.step(facts);
  EXPECT_TRUE(says(judge, FindingKind::bitrate_high));
  facts.video_kbps = 5000;
  for (int i = 0; i < 10; ++i) judge.step(facts);
  EXPECT_FALSE(says(judge, FindingKind::bitrate_high));
}

TEST(Judge, the_cause_hides_what_follows_from_it) {
  Judge judge;
  HealthFacts facts = good();
  facts.fps = 12;
  facts.missing = 0.5;
  facts.late_ms = 900;
  facts.late_seconds = 9;
  for (int i = 0; i < 10; ++i) judge.step(facts);
  ASSERT_EQ(judge.findings().size(), 1U);
  EXPECT_EQ(judge.findings().front().kind, FindingKind::pictures_lost);
  EXPECT_EQ(judge.findings().front().a, 50);
}

TEST(Judge, says_for_how_long_it_has_been_so) {
  Judge judge;
  HealthFacts facts = good();
  facts.b_frames = true;
  for (int i = 0; i < 8; ++i) judge.step(facts);
  ASSERT_EQ(judge.findings().size(), 1U);
  EXPECT_EQ(judge.findings().front().seconds, 7U);
}

TEST(Judge, sixty_pictures_of_which_thirty_come_are_nobody_s_fault) {
  Judge judge;
  HealthFacts facts = good();
  facts.expected_fps = 60;
  for (int i = 0; i < 30; ++i) judge.step(facts);
  EXPECT_TRUE(judge.findings().empty());
}

}  // namespace
}  // namespace lyceum::media
