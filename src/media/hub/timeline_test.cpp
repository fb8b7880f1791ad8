#include "media/hub/timeline.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};
const Mono begin = Mono(std::chrono::hours(1));

// Sends `length` of a stream, each frame at its own time after `at`.
std::vector<FramePtr> send(Timeline& timeline, SyntheticStream& stream, Mono at, MediaMicros length) {
  std::vector<FramePtr> placed;
  const auto frames = stream.take(length);
  for (const FramePtr& frame : frames)
    placed.push_back(timeline.place(frame, at + (frame->dts - frames.front()->dts)));
  return placed;
}

TEST(Timeline, a_stream_starts_at_its_start) {
  Timeline timeline;
  SyntheticStream stream;
  stream.shift = MediaMicros(7'000'000'000);
  const auto placed = send(timeline, stream, begin, second);
  EXPECT_EQ(placed.front()->dts, Timeline::start);
  EXPECT_EQ(placed.front()->run, 0u);
  EXPECT_GE(placed.front()->pts, placed.front()->dts);
}

TEST(Timeline, a_returning_publisher_continues_with_the_gap_of_the_wall_clock) {
  Timeline timeline;
  SyntheticStream first, second_stream;
  send(timeline, first, begin, 5 * second);
  timeline.publisher_arrived();
  const auto placed = send(timeline, second_stream, begin + std::chrono::seconds(12), second);
  EXPECT_EQ(placed.front()->dts, Timeline::start + 12 * second);
  EXPECT_EQ(placed.front()->run, 1u);
  EXPECT_EQ(placed.back()->run, 1u) << "one break, not one a frame";
}

TEST(Timeline, a_return_without_a_gap_is_no_break) {
  Timeline timeline;
  SyntheticStream first, second_stream;
  const auto before = send(timeline, first, begin, 5 * second);
  timeline.publisher_arrived();
  const auto after = send(timeline, second_stream, begin + std::chrono::seconds(5), second);
  EXPECT_EQ(after.front()->run, 0u);
  EXPECT_GE(after.front()->dts, before.back()->dts);
}

TEST(Timeline, time_never_goes_back_when_a_fast_publisher_is_replaced) {
  Timeline timeline;
  SyntheticStream fast, next;
  FramePtr last;
  for (const FramePtr& frame : fast.take(8 * second)) last = timeline.place(frame, begin);  // all at once
  timeline.publisher_arrived();
  const auto placed = send(timeline, next, begin + std::chrono::seconds(1), second);
  EXPECT_GE(placed.front()->dts, last->dts);
}

TEST(Timeline, timestamps_that_leap_are_joined_where_the_wall_clock_is) {
  for (const MediaMicros leap :
       {MediaMicros(3'600'000'000), MediaMicros(-4'000'000), MediaMicros(-3'600'000'000)}) {
    Timeline timeline;
    SyntheticStream stream;
    stream.shift = MediaMicros(5'000'000'000);
    send(timeline, stream, begin, 10 * second);
    stream.shift += leap;
    const auto placed = send(timeline, stream, begin + std::chrono::seconds(10), 2 * second);
    for (const FramePtr& frame : placed) {
      EXPECT_GT(frame->dts, Timeline::start + MediaMicros(9'900'000)) << leap.count();
      EXPECT_LT(frame->dts, Timeline::start + MediaMicros(12'100'000)) << leap.count();
    }
  }
}

TEST(Timeline, both_tracks_leap_together) {
  Timeline timeline;
  SyntheticStream stream;
  send(timeline, stream, begin, 10 * second);
  stream.shift = MediaMicros(100'000'000);
  const auto placed = send(timeline, stream, begin + std::chrono::seconds(10), 2 * second);
  std::optional<MediaMicros> video_shift, audio_shift;
  const auto original = [&] {
    SyntheticStream again;
    again.skip(10 * second);
    again.shift = stream.shift;
    return again.take(2 * second);
  }();
  for (std::size_t i = 0; i < placed.size(); ++i) {
    auto& shift = placed[i]->config->kind == TrackKind::video ? video_shift : audio_shift;
    if (!shift) shift = placed[i]->dts - original[i]->dts;
    EXPECT_EQ(*shift, placed[i]->dts - original[i]->dts);
  }
  EXPECT_EQ(video_shift, audio_shift);
}

TEST(Timeline, a_stall_of_the_encoder_is_not_a_leap) {
  Timeline timeline;
  SyntheticStream stream;
  send(timeline, stream, begin, 2 * second);
  stream.skip(20 * second);
  const auto placed = send(timeline, stream, begin + std::chrono::seconds(22), second);
  EXPECT_EQ(placed.front()->dts, Timeline::start + 22 * second);
  EXPECT_EQ(placed.front()->run, 0u);
}

TEST(Timeline, a_burst_after_a_stall_keeps_its_times) {
  Timeline timeline;
  SyntheticStream stream;
  send(timeline, stream, begin, 2 * second);
  for (const FramePtr& frame : stream.take(20 * second)) {
    const FramePtr placed = timeline.place(frame, begin + std::chrono::seconds(22));
    EXPECT_EQ(placed->dts, Timeline::start + frame->dts);
  }
}

TEST(Timeline, tracks_with_different_origins_are_brought_together) {
  Timeline timeline;
  SyntheticStream pictures({.sample_rate = 0}), sound({.gop = 0});
  sound.shift = MediaMicros(900'000'000);
  send(timeline, pictures, begin, second);
  const auto placed = send(timeline, sound, begin + std::chrono::seconds(1), second);
  EXPECT_NEAR(static_cast<double>((placed.front()->dts - Timeline::start).count()), 1e6, 1e5);
}

}  // namespace
}  // namespace lyceum::media
