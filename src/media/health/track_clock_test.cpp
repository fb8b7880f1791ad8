#include "media/health/track_clock.hpp"

#include <random>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using namespace std::chrono_literals;
const Mono begin = Mono(1h);
constexpr MediaMicros step{33'333};

// Sends frames for so many seconds by a clock of that error, over a line with that much jitter.
struct Sender {
  TrackClock& clock;
  double ppm = 0;
  microseconds jitter{0};
  std::mt19937 random{7};
  MediaMicros dts{0};
  Mono now = begin;

  TrackClock::Heard run(int seconds) {
    TrackClock::Heard heard;
    for (int i = 0; i < seconds * 30; ++i) {
      dts += step;
      now += std::chrono::nanoseconds(static_cast<std::int64_t>(33'333'000 / (1 + ppm / 1e6)));
      const auto late =
          microseconds(jitter.count() > 0 ? random() % static_cast<unsigned>(jitter.count()) : 0);
      heard = clock.add(dts, now + late);
      if (i % 30 == 29) clock.end_second();
    }
    return heard;
  }
};

TEST(TrackClock, a_right_clock_on_a_quiet_line_has_no_drift_and_no_lateness) {
  TrackClock clock;
  Sender sender{clock};
  EXPECT_LT(sender.run(180).late, 1ms);
  ASSERT_TRUE(clock.drift_ppm());
  EXPECT_NEAR(*clock.drift_ppm(), 0, 5);
  EXPECT_EQ(clock.interval(), step);
}

TEST(TrackClock, tells_how_fast_the_other_clock_runs_through_jitter) {
  for (const double ppm : {-800.0, -50.0, 300.0}) {
    TrackClock clock;
    Sender sender{clock, ppm, 40ms};
    sender.run(300);
    ASSERT_TRUE(clock.drift_ppm()) << ppm;
    EXPECT_NEAR(*clock.drift_ppm(), ppm, 25);
  }
}

TEST(TrackClock, says_nothing_about_drift_in_the_first_two_minutes_or_of_a_line_that_fills_up) {
  TrackClock clock;
  Sender sender{clock};
  sender.run(119);
  EXPECT_FALSE(clock.drift_ppm());
  TrackClock filling;
  Sender slow{filling, -50'000};  // a twentieth of what is sent stays behind
  slow.run(200);
  EXPECT_FALSE(filling.drift_ppm());
}

TEST(TrackClock, a_late_frame_is_measured_against_the_fastest) {
  TrackClock clock;
  Sender sender{clock};
  sender.run(5);
  const auto heard = clock.add(sender.dts + step, sender.now + 33ms + 700ms);
  EXPECT_EQ(heard.step, step);
  EXPECT_NEAR(static_cast<double>(heard.late.count()), 700'000, 1000);
}

TEST(TrackClock, stamps_that_leap_begin_a_new_clock) {
  TrackClock clock;
  Sender sender{clock};
  sender.run(30);
  for (const MediaMicros leap : {MediaMicros(-5'000'000), MediaMicros(3'600'000'000)}) {
    const auto heard = clock.add(sender.dts + leap, sender.now + 33ms);
    EXPECT_EQ(heard.step, MediaMicros(0));
    EXPECT_EQ(heard.late, 0us);
    EXPECT_TRUE(heard.leapt);
    EXPECT_FALSE(clock.least_delay(TrackClock::length));
    sender.dts += leap;
  }
}

TEST(TrackClock, knows_which_rate_its_frames_keep) {
  TrackClock clock;
  Sender sender{clock};
  sender.run(2);
  EXPECT_TRUE(clock.keeps(step));
  EXPECT_TRUE(clock.keeps(MediaMicros(33'000)));
  EXPECT_FALSE(clock.keeps(MediaMicros(16'667)));
  EXPECT_FALSE(clock.keeps(MediaMicros(0)));
}

}  // namespace
}  // namespace lyceum::media
