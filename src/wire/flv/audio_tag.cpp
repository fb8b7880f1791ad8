#include "wire/flv/audio_tag.hpp"

#include "base/bytes/writer.hpp"
#include "wire/flv/enhanced.hpp"

namespace lyceum::flv {
namespace {

constexpr unsigned mp3_id = 2, enhanced_id = 9, aac_id = 10, mp3_8k_id = 14;  // SoundFormat
constexpr unsigned multitrack = 5;

AudioCodec codec_of(FourCc name) {
  if (name == four_cc("mp4a")) return AudioCodec::aac;
  if (name == four_cc("Opus")) return AudioCodec::opus;
  if (name == four_cc(".mp3")) return AudioCodec::mp3;
  if (name == four_cc("fLaC")) return AudioCodec::flac;
  if (name == four_cc("ac-3")) return AudioCodec::ac3;
  if (name == four_cc("ec-3")) return AudioCodec::eac3;
  return AudioCodec::other;
}

FourCc name_of(AudioCodec codec) {
  switch (codec) {
    case AudioCodec::opus:
      return four_cc("Opus");
    case AudioCodec::mp3:
      return four_cc(".mp3");
    case AudioCodec::flac:
      return four_cc("fLaC");
    case AudioCodec::ac3:
      return four_cc("ac-3");
    case AudioCodec::eac3:
      return four_cc("ec-3");
    default:
      return four_cc("mp4a");
  }
}

Result<AudioPacket> read_classic(std::uint8_t first, const SharedBytes& tag, ByteReader in) {
  const unsigned format = first >> 4;
  AudioPacket packet;
  packet.kind = PacketKind::frame;
  if (format == aac_id) {
    packet.codec = AudioCodec::aac;
    LYCEUM_TRY(const std::uint8_t type, in.u8());
    if (type > 1) return Failure(malformed("flv_audio", "AAC packet type " + std::to_string(type)));
    if (type == 0) packet.kind = PacketKind::config;
  } else if (format == mp3_id || format == mp3_8k_id) {
    packet.codec = AudioCodec::mp3;
  }
  packet.body = share(tag, in.rest());
  return packet;
}

Result<AudioPacket> read_enhanced_audio(std::uint8_t first, const SharedBytes& tag, ByteReader in) {
  AudioPacket packet;
  LYCEUM_TRY(const EnhancedHeader header, read_enhanced(first & 0xFU, multitrack, in));
  if (!header.has_track) return packet;
  packet.codec = codec_of(header.codec);
  packet.nano_offset = header.nano_offset;
  switch (header.packet_type) {
    case sequence_start:
      packet.kind = PacketKind::config;
      break;
    case coded_frames:
      packet.kind = PacketKind::frame;
      break;
    case sequence_end:
      packet.kind = PacketKind::end;
      break;
    default:
      return packet;  // multichannel configuration
  }
  packet.body = share(tag, header.body);
  return packet;
}

}  // namespace

Result<AudioPacket> read_audio(const SharedBytes& tag) {
  if (tag.empty()) return AudioPacket();
  ByteReader in(tag.view());
  LYCEUM_TRY(const std::uint8_t first, in.u8());
  return first >> 4 == enhanced_id ? read_enhanced_audio(first, tag, in) : read_classic(first, tag, in);
}

Bytes audio_header(const AudioPacket& packet) {
  ByteWriter out(5);
  if (packet.codec == AudioCodec::aac) {
    out.u8(aac_id << 4 | 0xFU);  // "44 kHz, 16 bit, stereo": constants for AAC
    out.u8(packet.kind == PacketKind::config ? 0 : 1);
    return out.take();
  }
  const unsigned type = packet.kind == PacketKind::config  ? sequence_start
                        : packet.kind == PacketKind::frame ? coded_frames
                                                           : sequence_end;
  out.u8(enhanced_id << 4 | type);
  for (const char letter : name_of(packet.codec)) out.u8(static_cast<std::uint8_t>(letter));
  return out.take();
}

}  // namespace lyceum::flv
