#include "media/out/flv/muxer.hpp"

#include "media/frame/synthetic_stream.hpp"
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/file.hpp"
#include "wire/flv/video_tag.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using flv::PacketKind;
constexpr MediaMicros second{1'000'000};

std::vector<flv::Tag> tags_in(ByteView bytes) {
  Bytes file = flv::file_header(true, true);
  file.insert(file.end(), bytes.begin(), bytes.end());
  flv::TagReader reader(1 << 24);
  std::vector<flv::Tag> tags;
  ByteView left(file);
  while (auto tag = reader.read(left).value()) tags.push_back(std::move(*tag));
  EXPECT_TRUE(left.empty());
  return tags;
}

bool is_config(const flv::Tag& tag) {
  return tag.type == flv::TagType::video ? flv::read_video(tag.body)->kind == PacketKind::config
                                         : flv::read_audio(tag.body)->kind == PacketKind::config;
}

FlvBatchPtr muxed(FlvMuxer& muxer, const std::vector<FramePtr>& frames) {
  for (const FramePtr& frame : frames) muxer.add(*frame);
  return muxer.take();
}

FramePtr frame_of(Codec codec, Bytes config_bytes, MediaMicros dts, MediaMicros pts, bool key = true) {
  auto config = std::make_shared<TrackConfig>();
  config->kind = codec == Codec::aac || codec == Codec::opus ? TrackKind::audio : TrackKind::video;
  config->codec = codec;
  config->decoder_config = SharedBytes(std::move(config_bytes));
  auto frame = std::make_shared<Frame>();
  frame->config = std::move(config);
  frame->dts = dts;
  frame->pts = pts;
  frame->key = key;
  frame->payload = SharedBytes(Bytes{1, 2, 3, 4});
  return frame;
}

TEST(FlvMuxer, frames_come_back_with_times_keys_and_payloads) {
  SyntheticStream encoder({.gop = 30, .b_frames = 2});
  const auto frames = encoder.take(second);
  FlvMuxer muxer;
  const auto tags = tags_in(muxed(muxer, frames)->bytes.view());
  std::size_t at = 0;
  for (const flv::Tag& tag : tags) {
    if (is_config(tag)) continue;
    const Frame& frame = *frames[at++];
    EXPECT_EQ(tag.timestamp_ms, frame.dts.count() / 1000);
    if (tag.type == flv::TagType::video) {
      const auto packet = flv::read_video(tag.body).value();
      EXPECT_EQ(packet.key, frame.key);
      EXPECT_EQ(packet.composition_ms, (frame.pts - frame.dts).count() / 1000);
      EXPECT_EQ(as_text(packet.body.view()), as_text(frame.payload.view()));
    } else {
      EXPECT_EQ(as_text(flv::read_audio(tag.body)->body.view()), as_text(frame.payload.view()));
    }
  }
  EXPECT_EQ(at, frames.size());
  EXPECT_EQ(tags.size(), frames.size() + 2);
}

TEST(FlvMuxer, a_batch_says_where_its_last_key_frame_is_and_which_headers_it_needs) {
  SyntheticStream encoder({.gop = 15});
  FlvMuxer muxer;
  const FlvBatchPtr batch = muxed(muxer, encoder.take(second * 8 / 10));
  ASSERT_TRUE(batch->start);
  EXPECT_EQ(batch->start->time, second / 2);
  EXPECT_EQ(batch->start->file_header, flv_file_header(true, true));
  const auto first = tags_in(batch->bytes.view().subspan(batch->start->at)).front();
  EXPECT_TRUE(flv::read_video(first.body)->key);
  EXPECT_EQ(first.timestamp_ms, 500U);
  const auto headers = tags_in(batch->start->headers->bytes.view());
  ASSERT_EQ(headers.size(), 2U);
  EXPECT_TRUE(is_config(headers[0]) && is_config(headers[1]));
  EXPECT_EQ(headers[0].timestamp_ms, 500U);
  EXPECT_FALSE(muxed(muxer, encoder.take(second / 10))->start);
}

TEST(FlvMuxer, another_picture_size_is_a_new_sequence_header) {
  SyntheticStream encoder({.gop = 30});
  FlvMuxer muxer;
  muxed(muxer, encoder.take(second));
  encoder.use_video(synthetic_video_config(640, 360));
  const FlvBatchPtr batch = muxed(muxer, encoder.take(second));
  const auto tags = tags_in(batch->bytes.view());
  EXPECT_EQ(std::ranges::count_if(tags, is_config), 1);
  EXPECT_TRUE(batch->start);
}

TEST(FlvMuxer, nothing_is_given_out_before_the_tracks_are_known) {
  FlvMuxer muxer;
  SyntheticStream sound({.gop = 0});
  EXPECT_FALSE(muxed(muxer, sound.take(second / 2)));
  const FlvBatchPtr batch = muxed(muxer, sound.take(second / 2));
  ASSERT_TRUE(batch && batch->start);
  EXPECT_EQ(batch->start->file_header, flv_file_header(true, false));
  EXPECT_EQ(batch->start->at, tags_in(batch->bytes.view()).front().body.size() + 15);  // behind the header
  EXPECT_EQ(batch->from, MediaMicros(0));
  EXPECT_TRUE(muxed(muxer, sound.take(second / 10))->start);  // of sound, every batch is a start
  FlvMuxer silent;
  SyntheticStream picture({.gop = 60, .sample_rate = 0});
  const FlvBatchPtr alone = muxed(silent, picture.take(second));
  ASSERT_TRUE(alone && alone->start);
  EXPECT_EQ(alone->start->file_header, flv_file_header(false, true));
}

TEST(FlvMuxer, a_new_run_may_have_other_tracks) {
  FlvMuxer muxer;
  SyntheticStream both;
  muxed(muxer, both.take(second));
  SyntheticStream sound({.gop = 0});
  sound.run = 1;
  sound.shift = 5 * second;
  const FlvBatchPtr batch = muxed(muxer, sound.take(second));
  ASSERT_TRUE(batch && batch->start);
  EXPECT_EQ(batch->start->file_header, flv_file_header(true, false));
  EXPECT_EQ(tags_in(batch->start->headers->bytes.view()).size(), 1U);
}

TEST(FlvMuxer, newer_codecs_go_in_enhanced_tags) {
  FlvMuxer muxer;
  const Bytes dops{0, 2, 0x01, 0x38, 0, 0, 0xBB, 0x80, 0, 0, 0};
  const auto batch = muxed(muxer, {frame_of(Codec::h265, {7}, second, second - MediaMicros(33'000)),
                                   frame_of(Codec::opus, dops, second, second)});
  const auto tags = tags_in(batch->bytes.view());
  ASSERT_EQ(tags.size(), 4U);
  EXPECT_EQ(flv::read_video(tags[0].body)->codec, flv::VideoCodec::hevc);
  EXPECT_EQ(flv::read_video(tags[1].body)->composition_ms, -33);
  const auto opus = flv::read_audio(tags[2].body).value();
  EXPECT_EQ(opus.codec, flv::AudioCodec::opus);
  EXPECT_EQ(as_text(opus.body.view()).substr(0, 8), "OpusHead");
  FlvMuxer other;
  const auto av1 =
      muxed(other, {frame_of(Codec::av1, {7}, second, second), frame_of(Codec::aac, {8}, second, second)});
  EXPECT_EQ(flv::read_video(tags_in(av1->bytes.view())[1].body)->codec, flv::VideoCodec::av1);
}

TEST(FlvMuxer, times_wrap_after_49_days) {
  FlvMuxer muxer;
  const MediaMicros late{(std::int64_t{1} << 32) * 1000 + 5'000};
  const auto batch =
      muxed(muxer, {frame_of(Codec::h264, {7}, late, late), frame_of(Codec::aac, {8}, late, late)});
  for (const flv::Tag& tag : tags_in(batch->bytes.view())) EXPECT_EQ(tag.timestamp_ms, 5U);
}

}  // namespace
}  // namespace lyceum::media
