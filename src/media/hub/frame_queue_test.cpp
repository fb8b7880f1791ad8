#include "media/hub/frame_queue.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <random>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};

TEST(FrameQueue, gives_frames_in_order_while_it_keeps_up) {
  FrameQueue queue;
  const auto frames = SyntheticStream().take(2 * second);
  for (const FramePtr& frame : frames) queue.push(frame);
  for (const FramePtr& frame : frames) EXPECT_EQ(queue.pop(), frame);
  EXPECT_EQ(queue.pop(), nullptr);
  EXPECT_EQ(queue.dropped(), 0u);
}

TEST(FrameQueue, a_slow_subscriber_goes_on_at_the_newest_key_frame) {
  FrameQueue queue;  // three seconds; key frames at 0, 2, 4 …
  for (const FramePtr& frame : SyntheticStream().take(MediaMicros(3'100'000))) queue.push(frame);
  const FramePtr first = queue.pop();
  EXPECT_TRUE(first->key);
  EXPECT_EQ(first->config->kind, TrackKind::video);
  EXPECT_EQ(first->dts, 2 * second);
  EXPECT_GT(queue.dropped(), 0u);
}

TEST(FrameQueue, without_a_key_frame_at_hand_it_waits_for_the_next_and_keeps_the_sound) {
  FrameQueue queue;
  SyntheticStream stream({.gop = 300});
  for (const FramePtr& frame : stream.take(4 * second)) queue.push(frame);
  while (const FramePtr frame = queue.pop()) EXPECT_EQ(frame->config->kind, TrackKind::audio);
  for (const FramePtr& frame : stream.take(7 * second)) {
    queue.push(frame);
    if (const FramePtr out = queue.pop(); out && out->config->kind == TrackKind::video) {
      EXPECT_TRUE(out->key);
      EXPECT_EQ(out->dts, 10 * second);
      return;
    }
  }
  FAIL() << "video never came back";
}

TEST(FrameQueue, is_bounded_in_time_and_bytes_whatever_comes) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    std::mt19937 random(seed);
    const SyntheticOptions options{.gop = static_cast<int>(random() % 200 + 1),
                                   .key_bytes = random() % 900'000 + 100};
    FrameQueue queue({.span_max = MediaMicros(1'000'000), .bytes_max = 1'000'000});
    std::size_t bytes = 0;
    for (const FramePtr& frame : SyntheticStream(options).take(30 * second)) {
      queue.push(frame);
      EXPECT_LE(queue.span(), second) << "seed " << seed;
      if (random() % 3 == 0)
        if (const FramePtr out = queue.pop()) bytes += out->payload.size();
    }
    EXPECT_GT(bytes, 0u) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lyceum::media
