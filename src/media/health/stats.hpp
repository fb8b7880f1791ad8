// What a stream is like right now, in the words of an encoder's settings.
#pragma once

#include "media/frame/frame.hpp"

#include <optional>
#include <string>

namespace lyceum::media {

// What the encoder says of itself (RTMP: onMetaData). Word of a stranger: bounded by who reads it, 0 or empty
// where it says nothing.
struct EncoderWords {
  std::string name;  // "obs-output module (libobs version 29.0.2)"
  double fps = 0;    // at most 1,000
  std::uint32_t video_kbps = 0, audio_kbps = 0;

  static constexpr double fps_max = 1000;
  static constexpr std::uint32_t kbps_max = 1'000'000;
};

struct VideoStats {
  Codec codec = Codec::h264;
  std::uint32_t width = 0, height = 0;
  double fps = 0;  // over the last seconds; 0 until there is one
  std::uint32_t bitrate_kbps = 0;
  milliseconds keyframe_interval{0};  // between the last two key frames; 0 until there are two
  bool b_frames = false;              // seen in this publication
};

struct AudioStats {
  Codec codec = Codec::aac;
  std::uint32_t sample_rate = 0, channels = 0;
  std::uint32_t bitrate_kbps = 0;
};

struct StreamStats {
  std::optional<VideoStats> video;  // none: no picture in the last seconds
  std::optional<AudioStats> audio;
};

}  // namespace lyceum::media
