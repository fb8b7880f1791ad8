#include "media/out/hls/audio_cutter.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros aac{21'333};

MediaMicros at(std::int64_t ms) { return MediaMicros(ms * 1000); }

struct Rig {
  AudioCutter cutter{HlsCutRules{}};
  MediaMicros next{0};
  std::vector<AudioCutter::Step> steps;

  void add_until(MediaMicros end) {
    for (; next < end; next += aac) {
      cutter.add(next, aac);
      collect();
    }
  }
  void collect() {
    while (const auto step = cutter.next()) steps.push_back(*step);
  }
};

TEST(AudioCutter, cuts_at_the_frame_nearest_to_the_picture) {
  Rig rig;
  rig.cutter.begin(false);
  rig.cutter.boundary(at(333), false);
  rig.add_until(at(400));
  ASSERT_EQ(rig.steps.size(), 1u);
  EXPECT_EQ(rig.steps[0].count, 16u) << "333 / 21.3 = 15.6";
  EXPECT_FALSE(rig.steps[0].ends_segment);
}

TEST(AudioCutter, waits_for_the_picture) {
  Rig rig;
  rig.cutter.begin(false);
  rig.cutter.video_reached(at(300));
  rig.add_until(at(750));
  EXPECT_TRUE(rig.steps.empty());
  rig.cutter.boundary(at(333), false);
  rig.cutter.boundary(at(667), true);
  rig.collect();
  ASSERT_EQ(rig.steps.size(), 2u);
  EXPECT_TRUE(rig.steps[1].ends_segment);
}

TEST(AudioCutter, drives_itself_when_pictures_are_rare_and_returns_with_the_segment) {
  Rig rig;
  rig.cutter.begin(false);
  rig.cutter.video_reached(at(0));
  rig.add_until(at(900));
  ASSERT_EQ(rig.steps.size(), 2u);
  EXPECT_EQ(rig.steps[0].count, 15u);
  rig.cutter.boundary(at(860), false);
  rig.collect();
  EXPECT_EQ(rig.steps.size(), 2u) << "it keeps its own places until the segment ends";
  rig.cutter.boundary(at(880), true);
  rig.collect();
  ASSERT_EQ(rig.steps.size(), 3u);
  EXPECT_TRUE(rig.steps[2].ends_segment);
}

TEST(AudioCutter, alone_it_makes_even_parts_and_segments_of_two_seconds) {
  Rig rig;
  rig.cutter.begin(true);
  rig.add_until(at(10'000));
  std::size_t in_segment = 0;
  for (const auto& step : rig.steps) {
    EXPECT_EQ(step.count, 15u);
    ++in_segment;
    if (!step.ends_segment) continue;
    EXPECT_EQ(in_segment, 7u) << "7 × 320 ms";
    in_segment = 0;
  }
}

TEST(AudioCutter, a_segment_ends_although_no_sound_came_for_it) {
  Rig rig;
  rig.cutter.begin(false);
  rig.cutter.boundary(at(333), false);
  rig.cutter.boundary(at(360), true);
  rig.next = at(10);
  rig.add_until(at(340));
  rig.next = at(700);  // nothing between
  rig.add_until(at(800));
  ASSERT_EQ(rig.steps.size(), 2u);
  EXPECT_TRUE(rig.steps[1].ends_segment);
  EXPECT_LE(rig.steps[1].count, 1u);
}

TEST(AudioCutter, flush_takes_everything_in_parts_that_fit) {
  Rig rig;
  rig.cutter.begin(false);
  rig.add_until(at(480));
  const auto first = rig.cutter.flush(), second = rig.cutter.flush();
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(first->ends_segment);
  EXPECT_TRUE(second->ends_segment);
  EXPECT_LE(first->count, 16u);
  EXPECT_EQ(rig.cutter.pending(), 0u);
  EXPECT_FALSE(rig.cutter.flush());
}

TEST(AudioCutter, boundaries_without_sound_do_not_pile_up) {
  AudioCutter cutter{HlsCutRules{}};
  cutter.begin(false);
  for (int i = 1; i < 100'000; ++i) cutter.boundary(at(333 * i), i % 6 == 0);
  cutter.add(at(333 * 100'000), aac);
  EXPECT_FALSE(cutter.next()) << "no segment was begun, so none ends";
}

}  // namespace
}  // namespace lyceum::media
