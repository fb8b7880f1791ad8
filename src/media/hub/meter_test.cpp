#include "media/hub/meter.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};
const Mono begin = Mono(std::chrono::hours(1));

Meter measured(SyntheticOptions options, MediaMicros length) {
  Meter meter;
  for (const FramePtr& frame : SyntheticStream(options).take(length)) meter.add(*frame, begin + frame->dts);
  return meter;
}

TEST(Meter, says_what_obs_sends) {
  const StreamStats stats = measured({.gop = 250}, 20 * second).read(begin + 20 * second);
  ASSERT_TRUE(stats.video && stats.audio);
  EXPECT_NEAR(stats.video->fps, 30, 0.3);
  EXPECT_EQ(stats.video->keyframe_interval, milliseconds(8334));
  EXPECT_TRUE(stats.video->b_frames);
  EXPECT_EQ(stats.video->width, 1280u);
  EXPECT_NEAR(stats.video->bitrate_kbps, 3000.0 * 30 * 8 / 1000, 60);
  EXPECT_NEAR(stats.audio->bitrate_kbps, 340 * 8 * 48 / 1.024 / 1000, 3);
  EXPECT_EQ(stats.audio->sample_rate, 48'000u);
}

TEST(Meter, sees_that_there_are_no_b_frames) {
  EXPECT_FALSE(measured({.b_frames = 0}, 5 * second).read(begin + 5 * second).video->b_frames);
}

TEST(Meter, a_track_that_stops_disappears) {
  const Meter meter = measured({}, 5 * second);
  EXPECT_TRUE(meter.read(begin + 9 * second).video);
  EXPECT_FALSE(meter.read(begin + 11 * second).video);
  EXPECT_FALSE(meter.read(begin + 11 * second).audio);
}

TEST(Meter, says_nothing_about_a_track_that_never_was) {
  EXPECT_FALSE(measured({.gop = 0}, second).read(begin + second).video);
  EXPECT_FALSE(measured({.sample_rate = 0}, second).read(begin + second).audio);
  EXPECT_FALSE(Meter().read(begin).video);
}

}  // namespace
}  // namespace lyceum::media
