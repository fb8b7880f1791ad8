#include "media/hub/relay.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};

struct Listener : Subscriber {
  std::vector<FramePtr> got;
  int ends = 0;
  void frame(const FramePtr& frame) override { got.push_back(frame); }
  void paused() override {}
  void ended() override { ++ends; }
};

TEST(Relay, frames_arrive_in_order_on_the_far_loop) {
  ManualLoop far;
  std::uint64_t dropped = 0;
  Relay relay(far, dropped);
  Listener viewer;
  relay.outlet()->subscribe(viewer);
  const auto frames = SyntheticStream().take(2 * second);
  for (const FramePtr& frame : frames) relay.frame(frame);
  EXPECT_TRUE(viewer.got.empty()) << "nothing crosses but by a message";
  far.run();
  EXPECT_EQ(viewer.got, frames);
  relay.ended();
  far.run();
  EXPECT_EQ(viewer.ends, 1);
}

TEST(Relay, a_stuck_reactor_costs_a_bounded_number_of_messages) {
  ManualLoop far;
  std::uint64_t dropped = 0;
  Relay relay(far, dropped);
  Listener viewer;
  relay.outlet()->subscribe(viewer);
  SyntheticStream stream;
  const auto minute = stream.take(60 * second);
  for (const FramePtr& frame : minute) relay.frame(frame);
  far.run();
  EXPECT_EQ(viewer.got.size(), Relay::on_the_way_max);
  EXPECT_EQ(dropped, minute.size() - Relay::on_the_way_max);
  const std::size_t before = viewer.got.size();
  stream.skip(MediaMicros(500'000));  // so that the next frames are no key frames
  for (const FramePtr& frame : stream.take(3 * second)) {
    relay.frame(frame);
    far.run();
  }
  ASSERT_GT(viewer.got.size(), before);
  EXPECT_TRUE(viewer.got[before]->key);
  EXPECT_EQ(viewer.got[before]->config->kind, TrackKind::video) << "it goes on at a key frame";
}

TEST(Relay, a_reactor_that_joins_late_gets_a_whole_long_group) {
  ManualLoop far;
  std::uint64_t dropped = 0;
  Relay relay(far, dropped);
  Listener viewer;
  relay.outlet()->subscribe(viewer);
  const auto group = SyntheticStream({.gop = 450}).take(15 * second);
  for (const FramePtr& frame : group) relay.frame(frame);
  far.run();
  EXPECT_EQ(viewer.got.size(), group.size());
}

TEST(Relay, may_die_with_messages_on_the_way) {
  ManualLoop far;
  std::uint64_t dropped = 0;
  auto relay = std::make_unique<Relay>(far, dropped);
  const auto frames = SyntheticStream().take(second);
  for (const FramePtr& frame : frames) relay->frame(frame);
  relay.reset();
  EXPECT_TRUE(far.run());
}

}  // namespace
}  // namespace lyceum::media
