#include "media/codec/still.hpp"

#include "media/codec/test_picture.hpp"

#include <random>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

const Ffmpeg& ffmpeg() {
  static const auto loaded = Ffmpeg::load();
  if (!loaded) std::abort();
  return *loaded;
}

worker::Draw order(worker::Codec codec, int width, int height, std::vector<worker::Wish> wishes) {
  worker::Draw made = test_order(ffmpeg(), codec, width, height);
  made.wishes = std::move(wishes);
  return made;
}

// JFIF's red and blue: BT.601, full range.
void expect_red_and_blue(const worker::Picture& picture) {
  const auto [left, right] = sides_of(ffmpeg(), picture);
  EXPECT_NEAR(left.y, 76, 8);
  EXPECT_NEAR(left.u, 85, 8);
  EXPECT_NEAR(left.v, 255, 8);
  EXPECT_NEAR(right.y, 29, 8);
  EXPECT_NEAR(right.u, 255, 8);
  EXPECT_NEAR(right.v, 107, 8);
}

TEST(Still, each_codec_becomes_pictures_of_the_right_size_and_colour) {
  for (const auto codec : {worker::Codec::h264, worker::Codec::h265, worker::Codec::av1}) {
    const auto pictures = draw(ffmpeg(), order(codec, 1280, 720, {{480, 480, 60'000}, {160, 90, 10'000}}));
    ASSERT_TRUE(pictures) << static_cast<int>(codec) << ' ' << pictures.error().detail;
    ASSERT_EQ(pictures->size(), 2U);
    EXPECT_EQ(pictures->at(0).width, 480);
    EXPECT_EQ(pictures->at(0).height, 270);
    EXPECT_EQ(pictures->at(1).width, 160);
    EXPECT_EQ(pictures->at(1).height, 90);
    for (const worker::Picture& picture : *pictures) expect_red_and_blue(picture);
  }
}

TEST(Still, a_picture_keeps_its_shape_and_is_never_enlarged) {
  const auto size = [](int width, int height, worker::Wish wish) {
    const auto pictures = draw(ffmpeg(), order(worker::Codec::h264, width, height, {wish}));
    EXPECT_TRUE(pictures);
    return std::pair(pictures->at(0).width, pictures->at(0).height);
  };
  EXPECT_EQ(size(720, 1280, {480, 480, 60'000}), std::pair(std::uint16_t{270}, std::uint16_t{480}));
  EXPECT_EQ(size(640, 480, {160, 90, 60'000}), std::pair(std::uint16_t{120}, std::uint16_t{90}));
  EXPECT_EQ(size(320, 180, {480, 480, 60'000}), std::pair(std::uint16_t{320}, std::uint16_t{180}));
}

TEST(Still, few_bytes_cost_quality_and_too_few_the_picture) {
  auto noise = test_order(ffmpeg(), worker::Codec::h264, 640, 360, 150);
  noise.wishes = {{480, 480, worker::picture_max}};
  const auto good = draw(ffmpeg(), noise);
  ASSERT_TRUE(good);
  const std::size_t size = good->at(0).jpeg.size();
  noise.wishes[0].bytes_max = static_cast<std::uint32_t>(size - 1);
  const auto smaller = draw(ffmpeg(), noise);
  ASSERT_TRUE(smaller);
  EXPECT_LT(smaller->at(0).jpeg.size(), size);
  noise.wishes[0].bytes_max = 1000;
  EXPECT_FALSE(draw(ffmpeg(), noise));
}

TEST(Still, what_is_broken_is_refused_or_drawn_and_does_no_harm) {
  const auto whole = order(worker::Codec::h264, 320, 180, {{160, 90, 20'000}});
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    worker::Draw broken = whole;
    const ByteView bytes = whole.key_frame.view();
    Bytes changed(bytes.begin(), bytes.end());
    if (i % 3 == 0) changed.resize(random() % changed.size() + 1);
    for (unsigned k = 0; k < 1 + random() % 40; ++k)
      changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
    broken.key_frame = SharedBytes(changed);
    const auto pictures = draw(ffmpeg(), broken);
    if (!pictures) {
      EXPECT_EQ(pictures.error().code, "bad_picture");
    }
  }
  worker::Draw no_config = whole;
  no_config.config = SharedBytes(Bytes{1, 2, 3, 4, 5, 6, 7});
  EXPECT_FALSE(draw(ffmpeg(), no_config));
}

TEST(Still, a_picture_beyond_all_screens_is_refused) {
  EXPECT_FALSE(draw(ffmpeg(), order(worker::Codec::h264, 4352, 4096, {{160, 90, 20'000}})));
}

}  // namespace
}  // namespace lyceum::media
