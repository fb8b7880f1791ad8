#include "media/out/hls/video_cutter.hpp"

#include <string>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

MediaMicros at(int ms) { return MediaMicros(ms * 1000); }

// Every frame's decision as a letter: . none, p part, b part before the last, S segment.
std::string decisions(VideoCutter& cutter, double fps, int frames, int gop) {
  std::string letters;
  for (int i = 0; i < frames; ++i) {
    const MediaMicros dts(static_cast<std::int64_t>(i * 1e6 / fps));
    const bool key = i % gop == 0;
    if (i == 0)
      cutter.begin(dts, key);
    else
      letters += ".pbS"[static_cast<int>(cutter.before(dts, key))];
  }
  return letters;
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(VideoCutter, parts_of_ten_frames_and_segments_of_two_seconds_at_30_fps) {
  VideoCutter cutter({}, at(2000));
  EXPECT_EQ(decisions(cutter, 30, 121, 60), repeated(repeated(".........p", 5) + ".........S", 2));
}

TEST(VideoCutter, parts_are_spread_evenly_where_the_nominal_length_would_leave_a_tail) {
  VideoCutter cutter(
      {}, at(2000));  // 50 frames: seven parts of seven or eight, not six of eight and a tail of two
  const std::string letters = decisions(cutter, 25, 51, 50);
  std::size_t last = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == '.') continue;
    EXPECT_GE(i + 1 - last, 7u);
    EXPECT_LE(i + 1 - last, 8u);
    last = i + 1;
  }
  EXPECT_EQ(last, 50u);
}

TEST(VideoCutter, short_groups_are_joined_to_two_seconds) {
  VideoCutter cutter({}, at(500));
  const std::string letters = decisions(cutter, 30, 181, 15);
  EXPECT_EQ(letters.find('S'), 59u);
  EXPECT_EQ(letters.rfind('S'), 179u);
}

TEST(VideoCutter, a_group_is_cut_only_beyond_the_target_duration) {
  VideoCutter cutter({});
  const std::string letters = decisions(cutter, 30, 500, 900);
  const std::size_t cut = letters.find('S');
  EXPECT_GT(cut, 10 * 30u);
  EXPECT_LE(cut, 10.45 * 30);
}

TEST(VideoCutter, a_frame_that_lasts_too_long_starts_the_next_part) {
  VideoCutter cutter({});
  cutter.begin(at(0), true);
  for (int ms = 33; ms <= 264; ms += 33) EXPECT_EQ(cutter.before(at(ms), false), Cut::none);
  EXPECT_EQ(cutter.before(at(564), false), Cut::part_before_last) << "the frame at 264 ms lasted 300 ms";
}

TEST(VideoCutter, a_key_frame_inside_a_segment_starts_a_part_if_that_is_long_enough) {
  VideoCutter cutter({});
  cutter.begin(at(0), true);
  for (int ms = 33; ms <= 231; ms += 33) EXPECT_EQ(cutter.before(at(ms), false), Cut::none);
  EXPECT_EQ(cutter.before(at(264), true), Cut::part);
  EXPECT_EQ(cutter.before(at(297), true), Cut::none) << "33 ms would be a tail";
}

TEST(VideoCutter, timestamps_in_milliseconds_do_not_make_a_group_too_short) {
  VideoCutter cutter({}, at(2000));
  cutter.begin(at(0), true);
  for (int i = 1; i < 60; ++i) cutter.before(at(i * 33), false);
  EXPECT_EQ(cutter.before(at(1998), true), Cut::segment);
}

TEST(VideoCutter, target_duration_follows_the_known_group) {
  EXPECT_EQ(target_duration_for(MediaMicros(0)), 10);
  EXPECT_EQ(target_duration_for(at(2000)), 2);
  EXPECT_EQ(target_duration_for(at(2001)), 2);
  EXPECT_EQ(target_duration_for(at(8333)), 9);
  EXPECT_EQ(target_duration_for(at(1000)), 2) << "two groups make a segment";
  EXPECT_EQ(target_duration_for(at(1500)), 3);
}

}  // namespace
}  // namespace lyceum::media
