// What travels through the hub: one access unit with its time and the decoder configuration it needs.
//
// Every ingest turns its protocol into Frames, every output is made from Frames; neither knows the other.
// Immutable once published, shared by all reactors and viewers.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/time/clock.hpp"
#include "base/time/media_time.hpp"

#include <memory>
#include <string>

namespace lyceum::media {

enum class TrackKind : std::uint8_t { video, audio };
enum class Codec : std::uint8_t { h264, h265, av1, aac, opus };

// A decoder configuration. A change of codec, size or parameter sets is a new object; an encoder that repeats
// the same bytes keeps the old one, so that comparing pointers tells whether a new init segment is needed.
struct TrackConfig {
  TrackKind kind = TrackKind::video;
  Codec codec = Codec::h264;
  SharedBytes decoder_config;  // body of avcC, hvcC, av1C; AudioSpecificConfig for AAC; body of dOps for Opus
  std::string rfc6381;         // "avc1.64001f", "mp4a.40.2": the CODECS string of playlists
  std::uint32_t width = 0, height = 0;          // video, pixels as coded and cropped
  bool has_b_frames = false;                    // video: reordering announced by the parameter sets
  std::uint32_t sample_rate = 0, channels = 0;  // audio, Hz
};

struct Frame {
  std::shared_ptr<const TrackConfig> config;
  MediaMicros dts{0};  // decode time since the stream's own origin; audio and video share the origin
  MediaMicros pts{0};  // presentation time; pts >= dts is not promised by encoders, but |pts - dts| < 10 s is
  bool key = false;    // video: decoding may start here; audio: always true
  SharedBytes payload;  // H.264/H.265: NAL units, each after its length in 4 bytes; AAC, Opus, AV1: raw
  Mono arrived{};       // when its last byte came in: for delay and jitter
  std::uint32_t run =
      0;  // written by the hub: another number than the frame before = a break in the stream's time
};

using FramePtr = std::shared_ptr<const Frame>;

}  // namespace lyceum::media
