#include "media/in/rtmp/sample_clock.hpp"

#include "media/in/rtmp/timestamp.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr std::uint32_t rate = 48'000;
constexpr std::uint32_t samples = 1024;
MediaMicros ideal(int frame) { return MediaMicros(frame * std::int64_t{samples} * 1'000'000 / rate); }

TEST(SampleClock, frames_follow_each_other_without_seam_though_milliseconds_are_rounded) {
  SampleClock clock;
  for (int i = 0; i < 10'000; ++i)
    ASSERT_EQ(clock.next(std::chrono::floor<MediaMillis>(ideal(i)), samples, rate), ideal(i)) << i;
}

TEST(SampleClock, stamps_that_jump_about_are_not_followed) {
  SampleClock clock;
  for (int i = 0; i < 1000; ++i) {
    const MediaMicros jitter = MediaMillis(i % 5 == 0 ? 120 : i % 3 == 0 ? -60 : 0);
    ASSERT_EQ(clock.next(ideal(i) + (i == 0 ? MediaMicros(0) : jitter), samples, rate), ideal(i)) << i;
  }
}

TEST(SampleClock, missing_sound_is_a_step_forward_at_once) {
  SampleClock clock;
  for (int i = 0; i < 10; ++i) clock.next(ideal(i), samples, rate);
  const MediaMicros later = ideal(10) + MediaMillis(300);
  EXPECT_EQ(clock.next(later, samples, rate), later);
  EXPECT_EQ(clock.next(later + ideal(1), samples, rate), later + ideal(1));
}

TEST(SampleClock, a_slow_sound_card_is_followed_in_small_steps) {
  SampleClock clock;  // every frame is stamped 0.1 % later than its samples say
  MediaMicros last(-1);
  for (int i = 0; i < 20'000; ++i) {
    const MediaMicros stamp(ideal(i).count() * 1001 / 1000);
    const auto place = clock.next(stamp, samples, rate);
    ASSERT_TRUE(place);
    ASSERT_GT(*place, last);
    ASSERT_LT(std::chrono::abs(stamp - *place), MediaMillis(60)) << i;
    last = *place;
  }
}

TEST(SampleClock, a_fast_sound_card_costs_a_frame_now_and_then) {
  SampleClock clock;
  MediaMicros last(-1);
  int left_out = 0;
  for (int i = 0; i < 20'000; ++i) {
    const MediaMicros stamp(ideal(i).count() * 999 / 1000);
    const auto place = clock.next(stamp, samples, rate);
    if (!place) {
      ++left_out;
      continue;
    }
    ASSERT_GT(*place, last);
    ASSERT_LT(std::chrono::abs(stamp - *place), MediaMillis(60)) << i;
    last = *place;
  }
  EXPECT_GT(left_out, 10);
  EXPECT_LT(left_out, 25);
}

TEST(SampleClock, a_restarted_encoder_clock_is_believed) {
  SampleClock clock;
  for (int i = 0; i < 100; ++i) clock.next(ideal(i) + MediaMillis(5000), samples, rate);
  EXPECT_EQ(clock.next(MediaMillis(0), samples, rate), MediaMillis(0));
}

TEST(SampleClock, another_rate_goes_on_where_the_old_one_ended) {
  SampleClock clock;
  clock.next(MediaMillis(0), 48'000, 48'000);
  EXPECT_EQ(clock.next(MediaMillis(1000), 44'100, 44'100), MediaMillis(1000));
  EXPECT_EQ(clock.next(MediaMillis(2000), 44'100, 44'100), MediaMillis(2000));
}

TEST(Timestamp, goes_on_after_49_days_and_17_hours) {
  TimestampUnwrapper time;
  EXPECT_EQ(time.unwrap(0xFFFFFFF0), MediaMillis(0xFFFFFFF0));
  EXPECT_EQ(time.unwrap(0x10), MediaMillis(0x100000010));
  EXPECT_EQ(time.unwrap(0xFFFFFFF8), MediaMillis(0xFFFFFFF8));  // the other track is still before the wrap
  EXPECT_EQ(time.unwrap(0x20), MediaMillis(0x100000020));
}

TEST(Timestamp, passes_16777215_ms_without_notice) {
  TimestampUnwrapper time;
  EXPECT_EQ(time.unwrap(16'777'215), MediaMillis(16'777'215));
  EXPECT_EQ(time.unwrap(16'777'216), MediaMillis(16'777'216));
}

}  // namespace
}  // namespace lyceum::media
