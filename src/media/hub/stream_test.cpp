#include "media/hub/stream.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};
const Mono begin = Mono(std::chrono::hours(1));

struct Listener : Subscriber {
  std::vector<FramePtr> got;
  int pauses = 0, ends = 0;
  void frame(const FramePtr& frame) override { got.push_back(frame); }
  void paused() override { ++pauses; }
  void ended() override { ++ends; }
};

void send(Stream& stream, SyntheticStream& source, Mono at, MediaMicros length) {
  const auto frames = source.take(length);
  for (const FramePtr& frame : frames) stream.publish(frame, at + (frame->dts - frames.front()->dts));
}

TEST(Stream, viewers_hold_over_a_change_of_publishers) {
  ManualLoop home;
  Stream stream(home);
  Listener viewer;
  stream.outlet().subscribe(viewer);
  SyntheticStream first, again;
  stream.publisher_arrived(begin);
  send(stream, first, begin, 2 * second);
  stream.publisher_left(begin + 2 * second);
  EXPECT_FALSE(stream.publishing());
  EXPECT_EQ(viewer.pauses, 1);
  const std::size_t before = viewer.got.size();
  stream.publisher_arrived(begin + 9 * second);
  send(stream, again, begin + 9 * second, second);
  ASSERT_GT(viewer.got.size(), before);
  EXPECT_EQ(viewer.got[before]->dts, Timeline::start + 9 * second);
  EXPECT_NE(viewer.got[before]->run, viewer.got[before - 1]->run);
}

TEST(Stream, frames_without_a_publisher_go_nowhere) {
  ManualLoop home;
  Stream stream(home);
  Listener viewer;
  stream.outlet().subscribe(viewer);
  SyntheticStream source;
  send(stream, source, begin, second);
  EXPECT_TRUE(viewer.got.empty());
  stream.publisher_arrived(begin);
  stream.end();
  send(stream, source, begin, second);
  EXPECT_TRUE(viewer.got.empty());
  EXPECT_EQ(viewer.ends, 1);
  stream.publisher_arrived(begin);
  EXPECT_FALSE(stream.publishing()) << "an ended stream stays ended";
}

TEST(Stream, a_viewer_on_another_loop_starts_at_the_last_key_frame_too) {
  ManualLoop home, far;
  Stream stream(home);
  stream.publisher_arrived(begin);
  SyntheticStream source;
  send(stream, source, begin, 3 * second);
  const auto outlet = stream.outlet_on(far);
  EXPECT_EQ(outlet, stream.outlet_on(far)) << "one relay a reactor";
  Listener viewer;
  outlet->subscribe(viewer);
  far.run();
  ASSERT_FALSE(viewer.got.empty());
  EXPECT_TRUE(viewer.got.front()->key);
  EXPECT_EQ(viewer.got.front()->dts, Timeline::start + 2 * second);
  outlet->unsubscribe(viewer);
}

TEST(Stream, statistics_are_of_the_present_publisher) {
  ManualLoop home;
  Stream stream(home);
  stream.publisher_arrived(begin);
  SyntheticStream with_b, without_b({.b_frames = 0});
  send(stream, with_b, begin, 2 * second);
  EXPECT_TRUE(stream.stats(begin + 2 * second).video->b_frames);
  stream.publisher_arrived(begin + 2 * second);
  send(stream, without_b, begin + 2 * second, 2 * second);
  EXPECT_FALSE(stream.stats(begin + 4 * second).video->b_frames);
  EXPECT_EQ(stream.since(), begin + 2 * second);
}

}  // namespace
}  // namespace lyceum::media
