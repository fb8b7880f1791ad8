#include "media/out/hls/video_clock.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

MediaMicros rounded_ms(double seconds) { return MediaMicros(std::llround(seconds * 1000) * 1000); }

TEST(VideoClock, steady_rates_come_out_steady) {
  for (const double fps : {10.0, 15.0, 23.976, 24.0, 25.0, 29.97, 30.0, 50.0, 59.94, 60.0}) {
    VideoClock clock;
    std::int64_t last = 0;
    for (int i = 0; i < 3000; ++i) {
      const double time = 10.0217 + i / fps;
      const auto place = clock.next(rounded_ms(time), rounded_ms(time + 2 / fps));
      if (i > 60) {
        EXPECT_NEAR(static_cast<double>(place.decode.count() - last), 90'000 / fps, 16)
            << fps << " frame " << i;
        EXPECT_NEAR(static_cast<double>(place.composition.count()), 180'000 / fps, 5) << fps;
      }
      EXPECT_NEAR(static_cast<double>(place.decode.count()) / 90'000, time, 0.0021) << fps;
      last = place.decode.count();
    }
  }
}

TEST(VideoClock, thirty_frames_never_share_a_thirtieth) {
  for (int phase = 0; phase < 100; ++phase) {
    VideoClock clock;
    long long last = -1;
    for (int i = 0; i < 300; ++i) {
      const double time = 10 + phase / 3000.0 + i / 30.0;
      const auto place = clock.next(rounded_ms(time), rounded_ms(time));
      const long long slot = std::llround(static_cast<double>(place.decode.count()) / 3000);
      if (i > 60 && phase % 100 != 50) {
        EXPECT_EQ(slot, last + 1) << "phase " << phase << " frame " << i;
      }
      last = slot;
    }
  }
}

TEST(VideoClock, missing_frames_leave_their_gap) {
  VideoClock clock;
  for (int i = 0; i < 90; ++i) clock.next(rounded_ms(i / 30.0), rounded_ms(i / 30.0));
  const auto before = clock.next(rounded_ms(90 / 30.0), rounded_ms(3)).decode;
  const auto after = clock.next(rounded_ms(94 / 30.0), rounded_ms(94 / 30.0)).decode;
  EXPECT_NEAR(static_cast<double>((after - before).count()), 12'000, 20);
}

TEST(VideoClock, irregular_times_are_taken_as_they_are) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    std::mt19937 random(seed);
    VideoClock clock;
    MediaMicros time{0};
    for (int i = 0; i < 500; ++i) {
      time += MediaMicros(static_cast<std::int64_t>(random() % 200'000) + 3'000);
      const auto place = clock.next(time, time + MediaMicros(40'000));
      EXPECT_LE(std::chrono::abs(std::chrono::duration_cast<MediaMicros>(place.decode) - time),
                VideoClock::rounding_max * 2)
          << "seed " << seed << " frame " << i;
    }
  }
}

TEST(VideoClock, times_that_stand_still_or_go_back_do_no_harm) {
  VideoClock clock;
  clock.next(rounded_ms(1), rounded_ms(1));
  EXPECT_EQ(clock.next(rounded_ms(1), rounded_ms(1)).decode.count(), 90'000);
  EXPECT_EQ(clock.next(rounded_ms(0.5), rounded_ms(1)).decode.count(), 45'000);
}

}  // namespace
}  // namespace lyceum::media
