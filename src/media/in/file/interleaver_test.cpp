#include "media/in/file/interleaver.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

FramePtr frame(TrackKind kind, std::int64_t ms, std::size_t bytes = 10) {
  auto config = std::make_shared<TrackConfig>();
  config->kind = kind;
  auto made = std::make_shared<Frame>();
  made->config = config;
  made->dts = made->pts = MediaMicros(ms * 1000);
  made->payload = SharedBytes(Bytes(bytes));
  return made;
}

struct Rig {
  explicit Rig(bool picture = true, bool sound = true) : interleaver(picture, sound) {}
  void picture(std::int64_t ms, std::size_t bytes = 10) {
    interleaver.add(frame(TrackKind::video, ms, bytes), take);
  }
  void sound(std::int64_t ms, std::size_t bytes = 10) {
    interleaver.add(frame(TrackKind::audio, ms, bytes), take);
  }

  Interleaver interleaver;
  std::vector<std::pair<char, std::int64_t>> taken;
  Interleaver::Take take = [this](const FramePtr& each) {
    taken.emplace_back(each->config->kind == TrackKind::video ? 'v' : 'a', each->dts.count() / 1000);
  };
};

TEST(Interleaver, what_comes_late_is_put_where_it_belongs) {
  Rig rig;
  for (int i = 0; i < 10; ++i) rig.sound(i * 20);
  EXPECT_TRUE(rig.taken.empty()) << "the picture is waited for";
  for (int i = 0; i < 5; ++i) rig.picture(i * 40);
  rig.interleaver.finish(rig.take);
  ASSERT_EQ(rig.taken.size(), 15U);
  EXPECT_TRUE(std::ranges::is_sorted(rig.taken, {}, &std::pair<char, std::int64_t>::second));
  EXPECT_EQ(rig.taken.front().first, 'v');
}

TEST(Interleaver, a_track_alone_waits_for_nobody) {
  Rig silent(true, false), blind(false, true);
  silent.picture(0);
  blind.sound(0);
  EXPECT_EQ(silent.taken.size(), 1U);
  EXPECT_EQ(blind.taken.size(), 1U);
}

TEST(Interleaver, sound_from_before_the_first_picture_is_left_out_unless_it_is_long) {
  Rig rig;
  for (int i = 0; i < 20; ++i) rig.sound(i * 100);
  rig.picture(1050);
  rig.interleaver.finish(rig.take);
  EXPECT_EQ(rig.taken.front(), (std::pair<char, std::int64_t>('a', 1000)));
  Rig longer;
  for (int i = 0; i < 200; ++i) longer.sound(i * 100);
  longer.picture(10'000);
  longer.interleaver.finish(longer.take);
  EXPECT_EQ(longer.taken.front(), (std::pair<char, std::int64_t>('a', 0)));
}

TEST(Interleaver, a_track_that_stays_away_is_not_waited_for_for_ever) {
  Rig late;
  for (int i = 0; i <= 61; ++i) late.sound(i * 1000);
  EXPECT_FALSE(late.taken.empty());
  Rig heavy;
  for (int i = 0; i < 70; ++i) heavy.picture(i * 40, 1024 * 1024);
  EXPECT_FALSE(heavy.taken.empty());
}

}  // namespace
}  // namespace lyceum::media
