// Where audio parts and segments end: at the video's places; by time when there is no video or it has become
// rare.
//
// A pure policy. Its own grid would leave short tails, at which hls.js stops loading (media notes 4.2b).
#pragma once

#include "media/out/hls/video_cutter.hpp"

#include <deque>
#include <optional>

namespace lyceum::media {

class AudioCutter {
 public:
  // Sound may be that far ahead of the picture before it stops waiting for it.
  static constexpr MediaMicros lead_max{500'000};

  explicit AudioCutter(HlsCutRules rules) : rules_(rules) {}

  // A stretch begins; pending frames are kept. `alone`: there is no video.
  void begin(bool alone);
  // Frame by frame, in order: its presentation time and length.
  void add(MediaMicros start, MediaMicros length);
  // The video has ended a part (or a segment) at this presentation time; in order.
  void boundary(MediaMicros at, bool ends_segment);
  // The newest picture has this presentation time.
  void video_reached(MediaMicros at) { video_ = at; }

  struct Step {
    std::size_t count = 0;  // of the oldest pending frames; 0: the segment ends with what it has
    bool ends_segment = false;
  };
  // The next cut that is due. Call until nullopt.
  std::optional<Step> next();
  // Ends the segment with the frames that start before `end`, whatever is due. Call until nullopt.
  std::optional<Step> flush(MediaMicros end = MediaMicros::max());

  std::size_t pending() const { return starts_.size(); }

 private:
  struct Boundary {
    MediaMicros at;
    bool ends_segment;
  };
  std::optional<Step> at_boundary();
  std::optional<Step> by_time();
  std::size_t pending_before(MediaMicros at) const;
  Step take(std::size_t count, bool ends_segment);
  MediaMicros duration(std::size_t count) const;

  HlsCutRules rules_;
  std::deque<MediaMicros> starts_;
  std::deque<Boundary> boundaries_;
  MediaMicros length_{21'333};  // of the newest frame
  MediaMicros segment_start_{0};
  MediaMicros video_{0};
  bool segment_open_ = false;
  bool alone_ = false;
  bool free_ = false;  // cuts by time until the segment ends
};

}  // namespace lyceum::media
