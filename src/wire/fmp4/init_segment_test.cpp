#include "wire/fmp4/init_segment.hpp"

#include "wire/fmp4/box_reader.hpp"
#include "wire/fmp4/init_reader.hpp"

#include <gtest/gtest.h>

namespace lyceum::fmp4 {
namespace {

Track video_track(SampleFormat format) {
  return {.id = 1,
          .format = format,
          .timescale = 90'000,
          .decoder_config = {0x01, 0x64, 0x00, 0x1f, 0xff},
          .width = 1280,
          .height = 720,
          .sample_rate = 0,
          .channels = 0};
}

Track audio_track(SampleFormat format) {
  return {.id = 2,
          .format = format,
          .timescale = 44'100,
          .decoder_config = {0x12, 0x10},
          .width = 0,
          .height = 0,
          .sample_rate = 44'100,
          .channels = 2};
}

void expect_same(const Track& a, const Track& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.format, b.format);
  EXPECT_EQ(a.timescale, b.timescale);
  EXPECT_EQ(a.decoder_config, b.decoder_config);
  EXPECT_EQ(a.width, b.width);
  EXPECT_EQ(a.height, b.height);
  EXPECT_EQ(a.sample_rate, b.sample_rate);
  EXPECT_EQ(a.channels, b.channels);
}

TEST(InitSegment, every_format_reads_back_as_written) {
  for (const auto format :
       {SampleFormat::avc1, SampleFormat::hvc1, SampleFormat::av01, SampleFormat::mp4a, SampleFormat::opus}) {
    const Track track = is_video(format) ? video_track(format) : audio_track(format);
    const Bytes bytes = write_init_segment({&track, 1});
    const auto read = read_init_segment(bytes);
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->size(), 1u);
    expect_same(read->front(), track);
  }
}

TEST(InitSegment, several_tracks_share_one_moov) {
  const Track tracks[] = {video_track(SampleFormat::avc1), audio_track(SampleFormat::mp4a)};
  const auto read = read_init_segment(write_init_segment(tracks));
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->size(), 2u);
  expect_same((*read)[1], tracks[1]);
}

TEST(InitSegment, announces_fragments_for_each_track) {
  const Track track = video_track(SampleFormat::avc1);
  const Bytes bytes = write_init_segment({&track, 1});
  EXPECT_TRUE(find_box(bytes, {"ftyp"}));
  EXPECT_TRUE(find_box(bytes, {"moov", "mvhd"}));
  const auto trex = find_box(bytes, {"moov", "mvex", "trex"});
  ASSERT_TRUE(trex);
  EXPECT_EQ((*trex)[7], 1);  // version and flags, then track_ID
}

TEST(InitSegment, long_decoder_config_keeps_its_length) {
  Track track = audio_track(SampleFormat::mp4a);
  track.decoder_config.assign(300, 0x5a);
  const auto read = read_init_segment(write_init_segment({&track, 1}));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->front().decoder_config.size(), 300u);
}

// Refused.

TEST(InitSegment, every_truncation_is_refused) {
  const Track track = audio_track(SampleFormat::mp4a);
  const Bytes bytes = write_init_segment({&track, 1});
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_FALSE(read_init_segment(ByteView(bytes).first(length))) << length;
}

}  // namespace
}  // namespace lyceum::fmp4
