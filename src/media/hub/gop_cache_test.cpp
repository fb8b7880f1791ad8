#include "media/hub/gop_cache.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};

GopCache filled(SyntheticOptions options, MediaMicros length, GopCacheLimits limits = {}) {
  GopCache cache(limits);
  for (const FramePtr& frame : SyntheticStream(options).take(length)) cache.add(frame);
  return cache;
}

TEST(GopCache, starts_at_the_last_key_frame) {
  const GopCache cache = filled({}, MediaMicros(5'500'000));
  ASSERT_FALSE(cache.frames().empty());
  EXPECT_TRUE(cache.frames().front()->key);
  EXPECT_EQ(cache.frames().front()->dts, 4 * second);
  EXPECT_TRUE(cache.can_start());
}

TEST(GopCache, holds_the_default_group_of_obs) {
  const GopCache cache = filled({.gop = 250}, 8 * second);
  EXPECT_EQ(cache.frames().front()->dts, MediaMicros(0));
  EXPECT_GT(cache.frames().size(), 600u);
}

TEST(GopCache, a_group_that_is_too_long_empties_it_until_the_next_key_frame) {
  const GopCache cache = filled({.gop = 900}, 20 * second);
  EXPECT_TRUE(cache.frames().empty());
  EXPECT_FALSE(cache.can_start());
  EXPECT_FALSE(filled({.gop = 900}, 31 * second).frames().empty());
}

TEST(GopCache, a_group_that_is_too_big_empties_it) {
  const GopCache cache = filled({}, second, {.bytes_max = 50'000});
  EXPECT_TRUE(cache.frames().empty());
  EXPECT_FALSE(cache.can_start());
}

TEST(GopCache, sound_alone_can_always_start) {
  const GopCache cache = filled({.gop = 0}, 5 * second);
  EXPECT_TRUE(cache.can_start());
  EXPECT_LE(cache.frames().back()->dts - cache.frames().front()->dts, second);
}

TEST(GopCache, a_new_run_forgets_the_old_one) {
  GopCache cache;
  SyntheticStream stream;
  for (const FramePtr& frame : stream.take(second)) cache.add(frame);
  stream.run = 1;
  stream.skip(second);  // the next is a key frame
  const auto next = stream.take(second);
  cache.add(next.front());
  for (const FramePtr& frame : cache.frames()) EXPECT_EQ(frame->run, 1u);
}

}  // namespace
}  // namespace lyceum::media
