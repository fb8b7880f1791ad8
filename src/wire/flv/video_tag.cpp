#include "wire/flv/video_tag.hpp"

#include "base/bytes/writer.hpp"
#include "wire/flv/enhanced.hpp"

namespace lyceum::flv {
namespace {

constexpr unsigned key_frame = 1, inter_frame = 2, command_frame = 5;
constexpr unsigned avc_id = 7, hevc_id = 12;  // CodecID of the classic header
constexpr unsigned coded_frames_x = 3, metadata = 4, multitrack = 6;

VideoCodec codec_of(FourCc name) {
  if (name == four_cc("avc1")) return VideoCodec::avc;
  if (name == four_cc("hvc1")) return VideoCodec::hevc;
  if (name == four_cc("av01")) return VideoCodec::av1;
  if (name == four_cc("vp09")) return VideoCodec::vp9;
  if (name == four_cc("vp08")) return VideoCodec::vp8;
  return VideoCodec::other;
}

FourCc name_of(VideoCodec codec) {
  switch (codec) {
    case VideoCodec::hevc:
      return four_cc("hvc1");
    case VideoCodec::av1:
      return four_cc("av01");
    case VideoCodec::vp9:
      return four_cc("vp09");
    case VideoCodec::vp8:
      return four_cc("vp08");
    default:
      return four_cc("avc1");
  }
}

bool has_composition_time(VideoCodec codec) { return codec == VideoCodec::avc || codec == VideoCodec::hevc; }

Result<VideoPacket> read_classic(std::uint8_t first, const SharedBytes& tag, ByteReader in) {
  VideoPacket packet;
  const unsigned codec_id = first & 0xFU;
  packet.key = first >> 4 == key_frame;
  if (codec_id != avc_id && codec_id != hevc_id) {
    packet.kind = PacketKind::frame;
    packet.body = share(tag, in.rest());
    return packet;
  }
  packet.codec = codec_id == avc_id ? VideoCodec::avc : VideoCodec::hevc;
  LYCEUM_TRY(const std::uint8_t type, in.u8());
  LYCEUM_TRY(packet.composition_ms, in.i24());
  if (type > 2) return Failure(malformed("flv_video", "AVC packet type " + std::to_string(type)));
  packet.kind = type == 0 ? PacketKind::config : type == 1 ? PacketKind::frame : PacketKind::end;
  packet.body = share(tag, in.rest());
  return packet;
}

Result<VideoPacket> read_enhanced_video(std::uint8_t first, const SharedBytes& tag, ByteReader in) {
  VideoPacket packet;
  const unsigned frame_type = first >> 4 & 7U;
  packet.key = frame_type == key_frame;
  if (frame_type == command_frame) {  // a command takes the place of the codec, except before metadata
    ByteReader ahead = in;
    LYCEUM_TRY(const ModExResult extensions, read_mod_ex(first & 0xFU, ahead));
    if (extensions.packet_type != metadata) return VideoPacket();
  }
  LYCEUM_TRY(const EnhancedHeader header, read_enhanced(first & 0xFU, multitrack, in));
  if (!header.has_track) return packet;
  packet.codec = codec_of(header.codec);
  packet.nano_offset = header.nano_offset;
  ByteReader body(header.body);
  switch (header.packet_type) {
    case sequence_start:
      packet.kind = PacketKind::config;
      break;
    case coded_frames:
      packet.kind = PacketKind::frame;
      if (has_composition_time(packet.codec)) {
        LYCEUM_TRY(packet.composition_ms, body.i24());
      }
      break;
    case coded_frames_x:
      packet.kind = PacketKind::frame;
      break;
    case sequence_end:
      packet.kind = PacketKind::end;
      break;
    default:
      return packet;  // metadata, MPEG-2 TS
  }
  packet.body = share(tag, body.rest());
  return packet;
}

}  // namespace

Result<VideoPacket> read_video(const SharedBytes& tag) {
  if (tag.empty()) return VideoPacket();
  ByteReader in(tag.view());
  LYCEUM_TRY(const std::uint8_t first, in.u8());
  if ((first & 0x80U) != 0) return read_enhanced_video(first, tag, in);
  if (first >> 4 == command_frame) return VideoPacket();
  return read_classic(first, tag, in);
}

Bytes video_header(const VideoPacket& packet) {
  ByteWriter out(8);
  const unsigned frame_type = packet.key || packet.kind == PacketKind::config ? key_frame : inter_frame;
  if (packet.codec == VideoCodec::avc) {
    out.u8(frame_type << 4 | avc_id);
    out.u8(packet.kind == PacketKind::config ? 0U : packet.kind == PacketKind::frame ? 1U : 2U);
    out.u24(static_cast<std::uint32_t>(packet.composition_ms));
    return out.take();
  }
  const unsigned type = packet.kind == PacketKind::config  ? sequence_start
                        : packet.kind == PacketKind::frame ? coded_frames
                                                           : sequence_end;
  out.u8(0x80U | frame_type << 4 | type);
  for (const char letter : name_of(packet.codec)) out.u8(static_cast<std::uint8_t>(letter));
  if (type == coded_frames && has_composition_time(packet.codec))
    out.u24(static_cast<std::uint32_t>(packet.composition_ms));
  return out.take();
}

}  // namespace lyceum::flv
