// The body of a video tag of FLV and of an RTMP video message.
// Sources: "Adobe Flash Video File Format Specification" 10.1, §E.4.3; "Enhanced RTMP" v2 (Veovera),
// "Enhanced Video".
//
// Also read: codec id 12, under which many encoders sent H.265 before Enhanced RTMP, laid out like AVC.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"
#include "wire/flv/packet_kind.hpp"

namespace lyceum::flv {

enum class VideoCodec : std::uint8_t { avc, hevc, av1, vp8, vp9, other };

struct VideoPacket {
  PacketKind kind = PacketKind::ignored;
  VideoCodec codec = VideoCodec::other;
  bool key = false;
  std::int32_t composition_ms = 0;  // presentation minus decode time, signed 24 bit
  std::uint32_t nano_offset = 0;    // to add to the presentation time, 0–999,999 ns
  SharedBytes body;                 // shares the tag's buffer
};

// The packet of track 0; `ignored` when the tag has none. The tag is checked to its end.
Result<VideoPacket> read_video(const SharedBytes& tag);

// What stands before the body: the classic header for AVC, the enhanced one for HEVC and AV1.
Bytes video_header(const VideoPacket& packet);

}  // namespace lyceum::flv
