#include "wire/flv/video_tag.hpp"

#include <gtest/gtest.h>

namespace lyceum::flv {
namespace {

Result<VideoPacket> read(Bytes bytes) { return read_video(SharedBytes(std::move(bytes))); }
Bytes body_of(const VideoPacket& packet) { return {packet.body.view().begin(), packet.body.view().end()}; }

TEST(VideoTag, reads_classic_avc) {
  const auto config =
      read({0x17, 0, 0, 0, 0, 1, 0x64}).value();  // key frame, AVC, sequence header, time, record
  EXPECT_EQ(config.kind, PacketKind::config);
  EXPECT_EQ(config.codec, VideoCodec::avc);
  EXPECT_EQ(body_of(config), (Bytes{1, 0x64}));
  const auto frame = read({0x27, 1, 0x00, 0x00, 0x42, 0xAA}).value();
  EXPECT_EQ(frame.kind, PacketKind::frame);
  EXPECT_FALSE(frame.key);
  EXPECT_EQ(frame.composition_ms, 66);
  EXPECT_EQ(read({0x17, 2, 0, 0, 0})->kind, PacketKind::end);
}

TEST(VideoTag, composition_time_is_signed) {
  EXPECT_EQ(read({0x27, 1, 0xFF, 0xFF, 0xDF, 0xAA})->composition_ms, -33);
  EXPECT_EQ(read({0x27, 1, 0x80, 0x00, 0x00, 0xAA})->composition_ms, -8'388'608);
  EXPECT_EQ(read({0xA1, 'h', 'v', 'c', '1', 0xFF, 0xFF, 0xFF, 0xAA})->composition_ms, -1);
}

TEST(VideoTag, codec_12_is_hevc_of_old) { EXPECT_EQ(read({0x1C, 1, 0, 0, 0, 1})->codec, VideoCodec::hevc); }

TEST(VideoTag, other_codecs_and_commands_are_told_apart) {
  EXPECT_EQ(read({0x12, 1, 2})->codec, VideoCodec::other);  // Sorenson H.263
  EXPECT_EQ(read({0x12, 1, 2})->kind, PacketKind::frame);
  EXPECT_EQ(read({0x57, 0})->kind, PacketKind::ignored);
  EXPECT_EQ(read({})->kind, PacketKind::ignored);
}

TEST(VideoTag, reads_enhanced_packets) {
  const auto config = read({0x90, 'h', 'v', 'c', '1', 1, 2}).value();  // key, SequenceStart
  EXPECT_EQ(config.kind, PacketKind::config);
  EXPECT_EQ(config.codec, VideoCodec::hevc);
  EXPECT_EQ(body_of(config), (Bytes{1, 2}));
  const auto frame = read({0xA1, 'a', 'v', 'c', '1', 0, 0, 33, 7}).value();  // inter, CodedFrames
  EXPECT_EQ(frame.codec, VideoCodec::avc);
  EXPECT_EQ(frame.composition_ms, 33);
  EXPECT_EQ(body_of(frame), (Bytes{7}));
  const auto no_time = read({0x93, 'h', 'v', 'c', '1', 7}).value();  // key, CodedFramesX
  EXPECT_TRUE(no_time.key);
  EXPECT_EQ(no_time.composition_ms, 0);
  EXPECT_EQ(body_of(no_time), (Bytes{7}));
  const auto av1 = read({0x91, 'a', 'v', '0', '1', 7, 8, 9, 10}).value();  // CodedFrames of AV1 has no time
  EXPECT_EQ(av1.codec, VideoCodec::av1);
  EXPECT_EQ(body_of(av1), (Bytes{7, 8, 9, 10}));
  EXPECT_EQ(read({0x91, 'v', 'p', '0', '9', 7})->codec, VideoCodec::vp9);
  EXPECT_EQ(read({0x91, 'v', 'p', '0', '8', 7})->codec, VideoCodec::vp8);
  EXPECT_EQ(read({0x92, 'h', 'v', 'c', '1'})->kind, PacketKind::end);
  EXPECT_EQ(read({0x94, 'h', 'v', 'c', '1', 2, 0, 0})->kind, PacketKind::ignored);  // Metadata
  EXPECT_EQ(read({0xD1, 0})->kind, PacketKind::ignored);  // a command frame: seek start
}

TEST(VideoTag, mod_ex_is_skipped_and_its_nanoseconds_kept) {
  const auto frame = read({0x97,                 // key, ModEx
                           2, 0x07, 0xA1, 0x20,  // three bytes: 500,000 ns
                           0x03,                 // TimestampOffsetNano; then CodedFramesX
                           'h', 'v', 'c', '1', 9})
                         .value();
  EXPECT_EQ(frame.nano_offset, 500'000U);
  EXPECT_EQ(frame.kind, PacketKind::frame);
  EXPECT_EQ(body_of(frame), (Bytes{9}));
  Bytes long_form{0x97, 255, 0x01, 0x2B};  // 300 bytes of an unknown type, then another ModEx
  long_form.resize(long_form.size() + 300, 0x55);
  long_form.insert(long_form.end(), {0x17, 2, 0, 0, 1, 0x03, 'a', 'v', '0', '1', 8});
  EXPECT_EQ(read(long_form)->nano_offset, 1U);
  EXPECT_EQ(body_of(*read(long_form)), (Bytes{8}));
}

TEST(VideoTag, track_0_is_taken_from_each_form_of_multitrack) {
  EXPECT_EQ(body_of(*read({0x96, 0x03, 'a', 'v', 'c', '1', 0, 7, 8})), (Bytes{7, 8}));  // OneTrack
  EXPECT_EQ(read({0x96, 0x03, 'a', 'v', 'c', '1', 1, 7, 8})->kind, PacketKind::ignored);
  const auto many = read({0x96, 0x11, 'h', 'v', 'c',  '1',  // ManyTracks, CodedFrames
                          1,    0,    0,   1,   0x55,       // track 1: one byte
                          0,    0,    0,   5,   0,    0,   33, 7, 8})
                        .value();  // track 0: time 33, two bytes
  EXPECT_EQ(many.composition_ms, 33);
  EXPECT_EQ(body_of(many), (Bytes{7, 8}));
  const auto codecs =
      read({0x96, 0x23, 'a', 'v', '0', '1', 1, 0, 0, 1, 0x55,  // ManyTracksManyCodecs, CodedFramesX
            'a',  'v',  'c', '1', 0,   0,   0, 1, 7})
          .value();
  EXPECT_EQ(codecs.codec, VideoCodec::avc);
  EXPECT_EQ(body_of(codecs), (Bytes{7}));
}

TEST(VideoTag, what_is_written_is_read_back) {
  for (const auto codec :
       {VideoCodec::avc, VideoCodec::hevc, VideoCodec::av1, VideoCodec::vp9, VideoCodec::vp8}) {
    for (const auto kind : {PacketKind::config, PacketKind::frame, PacketKind::end}) {
      VideoPacket packet{kind, codec, kind == PacketKind::config, 0, 0, {}};
      if (kind == PacketKind::frame && (codec == VideoCodec::avc || codec == VideoCodec::hevc))
        packet.composition_ms = -40;
      Bytes bytes = video_header(packet);
      bytes.push_back(0x77);
      const auto back = read(bytes).value();
      EXPECT_EQ(back.kind, kind);
      EXPECT_EQ(back.codec, codec);
      EXPECT_EQ(back.key, packet.key);
      EXPECT_EQ(back.composition_ms, packet.composition_ms);
      EXPECT_EQ(body_of(back), (Bytes{0x77}));
    }
  }
}

// Inputs that must be refused.

TEST(VideoTagRefused, truncated_headers) {
  EXPECT_FALSE(read({0x17}));
  EXPECT_FALSE(read({0x17, 1, 0, 0}));
  EXPECT_FALSE(read({0x17, 3, 0, 0, 0}));
  EXPECT_FALSE(read({0x91}));
  EXPECT_FALSE(read({0x91, 'h', 'v', 'c', '1', 0, 0}));
  EXPECT_FALSE(read({0x97, 2, 0, 0}));
  EXPECT_FALSE(read({0x97, 0, 0, 0x03, 'h', 'v', 'c', '1'}));  // nanoseconds in one byte
  EXPECT_FALSE(read({0x97, 255, 0xFF, 0xFF, 0}));
}

TEST(VideoTagRefused, broken_tracks) {
  EXPECT_FALSE(read({0x96}));
  EXPECT_FALSE(read({0x96, 0x31, 'a', 'v', 'c', '1', 0}));              // multitrack type 3
  EXPECT_FALSE(read({0x96, 0x17, 'a', 'v', 'c', '1', 0}));              // ModEx inside
  EXPECT_FALSE(read({0x96, 0x11, 'a', 'v', 'c', '1', 0, 0, 0, 9}));     // nine bytes of none
  EXPECT_FALSE(read({0x96, 0x11, 'a', 'v', 'c', '1', 1, 0, 0, 0, 0}));  // rest is no track
}

}  // namespace
}  // namespace lyceum::flv
