#include "media/hub/outlet.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};

struct Listener : Subscriber {
  std::vector<FramePtr> got;
  int pauses = 0, ends = 0;
  std::function<void()> on_frame = [] {};
  void frame(const FramePtr& frame) override {
    got.push_back(frame);
    on_frame();
  }
  void paused() override { ++pauses; }
  void ended() override { ++ends; }
};

TEST(Outlet, late_viewer_starts_at_the_last_key_frame) {
  Outlet outlet;
  for (const FramePtr& frame : SyntheticStream().take(5 * second)) outlet.frame(frame);
  Listener late;
  outlet.subscribe(late);
  ASSERT_FALSE(late.got.empty());
  EXPECT_TRUE(late.got.front()->key);
  EXPECT_EQ(late.got.front()->dts, 4 * second);
  outlet.unsubscribe(late);
}

TEST(Outlet, late_viewer_waits_when_the_key_frame_is_out_of_reach) {
  Outlet outlet({.span_max = second});
  SyntheticStream stream;
  for (const FramePtr& frame : stream.take(MediaMicros(1'900'000))) outlet.frame(frame);
  Listener late;
  outlet.subscribe(late);
  EXPECT_TRUE(late.got.empty());
  for (const FramePtr& frame : stream.take(second)) outlet.frame(frame);
  ASSERT_FALSE(late.got.empty());
  EXPECT_TRUE(late.got.front()->key);
  EXPECT_EQ(late.got.front()->config->kind, TrackKind::video);
  outlet.unsubscribe(late);
}

TEST(Outlet, every_subscriber_gets_the_same_frame_object) {
  Outlet outlet;
  Listener a, b;
  outlet.subscribe(a);
  outlet.subscribe(b);
  for (const FramePtr& frame : SyntheticStream().take(second)) outlet.frame(frame);
  EXPECT_EQ(a.got, b.got);
  EXPECT_EQ(outlet.subscribers(), 2u);
}

TEST(Outlet, a_subscriber_may_leave_while_it_is_called) {
  Outlet outlet;
  Listener leaving, staying;
  leaving.on_frame = [&] { outlet.unsubscribe(leaving); };
  outlet.subscribe(leaving);
  outlet.subscribe(staying);
  const auto frames = SyntheticStream().take(second);
  for (const FramePtr& frame : frames) outlet.frame(frame);
  EXPECT_EQ(leaving.got.size(), 1u);
  EXPECT_EQ(staying.got.size(), frames.size());
  EXPECT_EQ(outlet.subscribers(), 1u);
}

TEST(Outlet, a_subscriber_may_leave_in_the_middle_of_its_replay) {
  Outlet outlet;
  for (const FramePtr& frame : SyntheticStream().take(second)) outlet.frame(frame);
  Listener leaving;
  leaving.on_frame = [&] { outlet.unsubscribe(leaving); };
  outlet.subscribe(leaving);
  EXPECT_EQ(leaving.got.size(), 1u);
  EXPECT_EQ(outlet.subscribers(), 0u);
}

TEST(Outlet, pause_and_end_reach_everyone_once) {
  Outlet outlet;
  Listener early, late;
  outlet.subscribe(early);
  outlet.pause();
  outlet.end();
  outlet.end();
  outlet.subscribe(late);
  EXPECT_EQ(early.pauses, 1);
  EXPECT_EQ(early.ends, 1);
  EXPECT_EQ(late.ends, 1) << "after the end: told at once";
  EXPECT_EQ(outlet.subscribers(), 1u);
}

}  // namespace
}  // namespace lyceum::media
