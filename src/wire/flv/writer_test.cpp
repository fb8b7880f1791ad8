#include "wire/flv/writer.hpp"

#include "wire/flv/file.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::flv {
namespace {

SharedBytes bytes(std::initializer_list<std::uint8_t> list) { return SharedBytes(Bytes(list)); }

std::vector<Tag> tags_of(const ByteWriter& out) {
  Bytes file = file_header(true, true);
  file.insert(file.end(), out.view().begin(), out.view().end());
  std::vector<Tag> tags;
  TagReader reader(1 << 20);
  ByteView left(file);
  while (auto tag = reader.read(left).value()) tags.push_back(std::move(*tag));
  EXPECT_TRUE(left.empty());
  return tags;
}

TEST(FlvWriter, a_tag_is_header_body_and_back_pointer) {
  ByteWriter out;
  write_video(out, 0x01020304, {PacketKind::frame, VideoCodec::avc, true, -2, 0, bytes({0xAA, 0xBB})});
  EXPECT_EQ(out.take(), (Bytes{9,                    // video
                               0,    0,    7,        // size of the body
                               2,    3,    4,    1,  // time, its high byte last
                               0,    0,    0,        // stream
                               0x17, 1,              // key frame of AVC, NAL units
                               0xFF, 0xFF, 0xFE,     // composition time −2
                               0xAA, 0xBB,           //
                               0,    0,    0,    18}));
}

TEST(FlvWriter, what_is_written_is_read_back) {
  const std::vector<VideoPacket> pictures = {
      {PacketKind::config, VideoCodec::avc, true, 0, 0, bytes({1, 2, 3})},
      {PacketKind::frame, VideoCodec::avc, false, 8'388'607, 0, bytes({4})},
      {PacketKind::frame, VideoCodec::avc, false, -8'388'608, 0, bytes({4})},
      {PacketKind::config, VideoCodec::hevc, true, 0, 0, bytes({5})},
      {PacketKind::frame, VideoCodec::hevc, true, 66, 0, bytes({6, 7})},
      {PacketKind::config, VideoCodec::av1, true, 0, 0, bytes({8})},
      {PacketKind::frame, VideoCodec::av1, false, 0, 0, bytes({9, 10, 11, 12})}};
  const std::vector<AudioPacket> sounds = {{PacketKind::config, AudioCodec::aac, 0, bytes({0x11, 0x90})},
                                           {PacketKind::frame, AudioCodec::aac, 0, bytes({1})},
                                           {PacketKind::config, AudioCodec::opus, 0, bytes({2, 3})},
                                           {PacketKind::frame, AudioCodec::opus, 0, bytes({4})}};
  ByteWriter out;
  std::uint32_t time = 0xFFFFFFFE;  // wraps on the way
  for (const VideoPacket& packet : pictures) write_video(out, time++, packet);
  for (const AudioPacket& packet : sounds) write_audio(out, time++, packet);
  const auto tags = tags_of(out);
  ASSERT_EQ(tags.size(), pictures.size() + sounds.size());
  for (std::size_t i = 0; i < tags.size(); ++i)
    EXPECT_EQ(tags[i].timestamp_ms, 0xFFFFFFFE + static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const auto back = read_video(tags[i].body).value();
    EXPECT_EQ(back.kind, pictures[i].kind);
    EXPECT_EQ(back.codec, pictures[i].codec);
    EXPECT_EQ(back.key, pictures[i].key);
    EXPECT_EQ(back.composition_ms, pictures[i].composition_ms);
    EXPECT_EQ(as_text(back.body.view()), as_text(pictures[i].body.view()));
  }
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    const auto back = read_audio(tags[pictures.size() + i].body).value();
    EXPECT_EQ(back.kind, sounds[i].kind);
    EXPECT_EQ(back.codec, sounds[i].codec);
    EXPECT_EQ(as_text(back.body.view()), as_text(sounds[i].body.view()));
  }
}

}  // namespace
}  // namespace lyceum::flv
