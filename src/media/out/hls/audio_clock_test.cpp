#include "media/out/hls/audio_clock.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr std::uint32_t aac = 1024;

MediaMicros rounded_ms(double seconds) { return MediaMicros(std::llround(seconds * 1000) * 1000); }

TEST(AudioClock, rounding_to_milliseconds_leaves_no_trace) {
  AudioClock clock(44'100);
  const std::int64_t first = clock.next(rounded_ms(10), aac).start;
  for (int i = 1; i < 10'000; ++i) {
    const auto place = clock.next(rounded_ms(10 + i * 1024 / 44'100.0), aac);
    EXPECT_EQ(place.start, first + i * 1024);
    EXPECT_EQ(place.correction, 0);
  }
}

TEST(AudioClock, drift_is_followed_unheard) {
  AudioClock clock(48'000);
  for (int i = 0; i < 200'000; ++i) {  // more than an hour of an encoder whose milliseconds run 100 ppm fast
    const double pts = i * 1024 / 48'000.0 * 1.0001;
    const auto place = clock.next(rounded_ms(pts), aac);
    EXPECT_LE(std::abs(place.correction), 2);
    EXPECT_NEAR(static_cast<double>(place.start) / 48'000, pts, 0.012);
  }
}

TEST(AudioClock, missing_frames_stay_missing) {
  AudioClock clock(48'000);
  clock.next(rounded_ms(0), aac);
  const auto after = clock.next(rounded_ms(0.6), aac);
  EXPECT_EQ(after.start, 28'800);
  EXPECT_EQ(after.correction, 28'800 - 1024) << "the frame before lasts until then";
  EXPECT_FALSE(after.gap);
  EXPECT_TRUE(clock.next(rounded_ms(5), aac).gap);
}

TEST(AudioClock, never_goes_back) {
  AudioClock clock(48'000);
  std::int64_t last = clock.next(rounded_ms(10), aac).start;
  for (int i = 0; i < 100; ++i) {
    const auto place = clock.next(rounded_ms(3), aac);
    EXPECT_GT(place.start, last);
    last = place.start;
  }
}

}  // namespace
}  // namespace lyceum::media
