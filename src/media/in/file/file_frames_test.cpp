#include "media/in/file/file_frames.hpp"

#include "media/in/file/worker_voice.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using worker::Unit;
using worker::UnitConfig;
using worker::UnitTrack;

const worker::Facts both{.duration_us = 0, .picture = true, .sound = true};

Unit picture(std::int64_t dts, std::int64_t pts, Bytes payload = {0, 0, 0, 2, 0x65, 1}) {
  return {UnitTrack::picture, dts, pts, true, SharedBytes(std::move(payload))};
}

TEST(FileFrames, units_become_frames_with_their_tracks_configuration) {
  FileFrames frames(both);
  ASSERT_TRUE(frames.config({UnitTrack::picture, test_h264_record()}));
  ASSERT_TRUE(frames.config({UnitTrack::sound, test_aac_record()}));
  const auto shown = frames.frame(picture(40'000, 80'000), Mono());
  ASSERT_TRUE(shown && *shown);
  EXPECT_EQ((*shown)->config->width, 854U);
  EXPECT_EQ((*shown)->config->rfc6381, "avc1.4d401e");
  EXPECT_EQ((*shown)->pts - (*shown)->dts, MediaMicros(40'000));
  EXPECT_TRUE((*shown)->key);
  const auto heard = frames.frame({UnitTrack::sound, 7, 7, false, SharedBytes(Bytes{1, 2, 3})}, Mono());
  ASSERT_TRUE(heard && *heard);
  EXPECT_EQ((*heard)->config->codec, Codec::aac);
  EXPECT_TRUE((*heard)->key) << "sound always is";
}

TEST(FileFrames, what_no_decent_worker_says_is_refused) {
  FileFrames frames(both);
  EXPECT_FALSE(frames.frame(picture(0, 0), Mono())) << "before its configuration";
  EXPECT_FALSE(frames.config({UnitTrack::picture, SharedBytes(Bytes{1, 2, 3})}));
  EXPECT_FALSE(frames.config({UnitTrack::sound, SharedBytes(Bytes{0})}));
  ASSERT_TRUE(frames.config({UnitTrack::picture, test_h264_record()}));
  ASSERT_TRUE(frames.frame(picture(40'000, 40'000), Mono()));
  EXPECT_FALSE(frames.frame(picture(40'000, 80'000), Mono())) << "a decode time that stands";
  EXPECT_FALSE(frames.frame(picture(20'000, 80'000), Mono())) << "and one that falls";
  EXPECT_FALSE(frames.frame(picture(std::int64_t{1} << 61, 0), Mono())) << "beyond a day";
  EXPECT_FALSE(frames.frame(picture(60'000, 60'000, {0, 0, 0, 9, 0x65}), Mono()))
      << "lengths that do not fit";
  FileFrames silent({.duration_us = 0, .picture = true, .sound = false});
  EXPECT_FALSE(silent.config({UnitTrack::sound, test_aac_record()})) << "a track that is not there";
}

TEST(FileFrames, a_presentation_time_out_of_all_order_is_brought_near) {
  FileFrames frames(both);
  ASSERT_TRUE(frames.config({UnitTrack::picture, test_h264_record()}));
  const auto frame = frames.frame(picture(50'000'000, 900'000'000), Mono());
  EXPECT_EQ((*frame)->pts, MediaMicros(60'000'000));
}

TEST(FileFrames, a_unit_without_a_picture_is_passed_over) {
  FileFrames frames(both);
  ASSERT_TRUE(frames.config({UnitTrack::picture, test_h264_record()}));
  const auto nothing = frames.frame(picture(0, 0, {0, 0, 0, 2, 0x06, 1}), Mono());
  ASSERT_TRUE(nothing);
  EXPECT_EQ(*nothing, nullptr);
}

}  // namespace
}  // namespace lyceum::media
