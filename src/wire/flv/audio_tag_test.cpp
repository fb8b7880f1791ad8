#include "wire/flv/audio_tag.hpp"

#include <gtest/gtest.h>

namespace lyceum::flv {
namespace {

Result<AudioPacket> read(Bytes bytes) { return read_audio(SharedBytes(std::move(bytes))); }
Bytes body_of(const AudioPacket& packet) { return {packet.body.view().begin(), packet.body.view().end()}; }

TEST(AudioTag, reads_classic_aac_and_mp3) {
  const auto config = read({0xAF, 0, 0x11, 0x90}).value();
  EXPECT_EQ(config.kind, PacketKind::config);
  EXPECT_EQ(config.codec, AudioCodec::aac);
  EXPECT_EQ(body_of(config), (Bytes{0x11, 0x90}));
  EXPECT_EQ(read({0xAF, 1, 7})->kind, PacketKind::frame);
  EXPECT_EQ(read({0x2F, 0xFF, 0xFB})->codec, AudioCodec::mp3);
  EXPECT_EQ(read({0xEF, 0xFF, 0xFB})->codec, AudioCodec::mp3);
  EXPECT_EQ(read({0xB6, 1, 2})->codec, AudioCodec::other);  // Speex
  EXPECT_EQ(read({})->kind, PacketKind::ignored);
}

TEST(AudioTag, reads_enhanced_packets) {
  const auto config = read({0x90, 'O', 'p', 'u', 's', 1}).value();  // SoundFormat 9, SequenceStart
  EXPECT_EQ(config.kind, PacketKind::config);
  EXPECT_EQ(config.codec, AudioCodec::opus);
  const auto frame = read({0x91, 'm', 'p', '4', 'a', 7, 8}).value();
  EXPECT_EQ(frame.codec, AudioCodec::aac);
  EXPECT_EQ(body_of(frame), (Bytes{7, 8}));
  EXPECT_EQ(read({0x91, 'f', 'L', 'a', 'C', 7})->codec, AudioCodec::flac);
  EXPECT_EQ(read({0x91, 'a', 'c', '-', '3', 7})->codec, AudioCodec::ac3);
  EXPECT_EQ(read({0x91, 'e', 'c', '-', '3', 7})->codec, AudioCodec::eac3);
  EXPECT_EQ(read({0x91, '.', 'm', 'p', '3', 7})->codec, AudioCodec::mp3);
  EXPECT_EQ(read({0x92, 'O', 'p', 'u', 's'})->kind, PacketKind::end);
  EXPECT_EQ(read({0x94, 'O', 'p', 'u', 's', 1, 2, 0})->kind, PacketKind::ignored);  // MultichannelConfig
}

TEST(AudioTag, mod_ex_and_tracks_are_understood) {
  const auto frame =
      read({0x97, 2, 0, 0, 9, 0x01, 'O', 'p', 'u', 's', 7}).value();  // ModEx, then CodedFrames
  EXPECT_EQ(frame.nano_offset, 9U);
  EXPECT_EQ(body_of(frame), (Bytes{7}));
  const auto many = read({0x95, 0x11, 'O', 'p', 'u', 's', 1, 0, 0, 1, 5, 0, 0, 0, 1, 7}).value();
  EXPECT_EQ(body_of(many), (Bytes{7}));
  EXPECT_EQ(read({0x95, 0x01, 'O', 'p', 'u', 's', 2, 7})->kind, PacketKind::ignored);
}

TEST(AudioTag, what_is_written_is_read_back) {
  for (const auto codec : {AudioCodec::aac, AudioCodec::opus, AudioCodec::mp3, AudioCodec::flac,
                           AudioCodec::ac3, AudioCodec::eac3}) {
    for (const auto kind : {PacketKind::config, PacketKind::frame}) {
      Bytes bytes = audio_header({kind, codec, 0, {}});
      bytes.push_back(0x77);
      const auto back = read(bytes).value();
      EXPECT_EQ(back.kind, kind);
      EXPECT_EQ(back.codec, codec);
      EXPECT_EQ(body_of(back), (Bytes{0x77}));
    }
  }
}

// Inputs that must be refused.

TEST(AudioTagRefused, truncated_headers) {
  EXPECT_FALSE(read({0xAF}));
  EXPECT_FALSE(read({0xAF, 2}));
  EXPECT_FALSE(read({0x91, 'O', 'p'}));
  EXPECT_FALSE(read({0x97}));
  EXPECT_FALSE(read({0x95, 0x11, 'O', 'p', 'u', 's', 0, 0xFF, 0xFF, 0xFF}));
}

}  // namespace
}  // namespace lyceum::flv
