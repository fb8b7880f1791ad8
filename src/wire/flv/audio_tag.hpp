// The body of an audio tag of FLV and of an RTMP audio message.
// Sources: "Adobe Flash Video File Format Specification" 10.1, §E.4.2; "Enhanced RTMP" v2 (Veovera),
// "Enhanced Audio".
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"
#include "wire/flv/packet_kind.hpp"

namespace lyceum::flv {

enum class AudioCodec : std::uint8_t { aac, opus, mp3, flac, ac3, eac3, other };

struct AudioPacket {
  PacketKind kind = PacketKind::ignored;
  AudioCodec codec = AudioCodec::other;
  std::uint32_t nano_offset = 0;  // to add to the presentation time, 0–999,999 ns
  SharedBytes body;               // shares the tag's buffer
};

// The packet of track 0; `ignored` when the tag has none. The tag is checked to its end.
Result<AudioPacket> read_audio(const SharedBytes& tag);

// What stands before the body: the classic header for AAC, the enhanced one for the others. Precondition: the
// codec is not `other`.
Bytes audio_header(const AudioPacket& packet);

}  // namespace lyceum::flv
