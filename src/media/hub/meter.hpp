// What a stream is like right now, for the studio: rates over the last seconds, key-frame interval, B-frames.
#pragma once

#include "media/frame/frame.hpp"

#include <deque>
#include <optional>

namespace lyceum::media {

struct VideoStats {
  Codec codec = Codec::h264;
  std::uint32_t width = 0, height = 0;
  double fps = 0;
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

class Meter {
 public:
  static constexpr milliseconds window{5000};

  void add(const Frame& frame, Mono now);
  // A new publisher: nothing of the old one counts.
  void clear();
  StreamStats read(Mono now) const;

 private:
  struct Arrival {
    Mono at;
    std::size_t bytes;
  };
  struct Track {
    std::shared_ptr<const TrackConfig> config;
    std::deque<Arrival> arrivals;  // of the last window; at most 4,096
    double rate(Mono now) const;   // frames a second
    std::uint32_t kbps(Mono now) const;
    bool quiet(Mono now) const;
  };
  void watch_video(const Frame& frame);

  Track video_, audio_;
  std::optional<MediaMicros> last_key_, last_pts_;
  MediaMicros keyframe_interval_{0};
  bool b_frames_ = false;
};

}  // namespace lyceum::media
