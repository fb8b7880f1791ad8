// Where video parts and segments end. A pure policy: decode times in, decisions out.
//
// Segments end on key frames and last at least two seconds; inside a group of pictures only when it outlasts
// TARGETDURATION. Parts are nominally 333 ms, spread evenly over the segment that the last known group
// foretells, so that no short tail is left (a tail makes hls.js stop loading).
#pragma once

#include "base/time/media_time.hpp"

namespace lyceum::media {

struct HlsCutRules {
  MediaMicros part_max{336'000};     // nominal 333 ms and the rounding of millisecond timestamps
  MediaMicros part_target{350'000};  // PART-TARGET: nominal and one AAC frame
  MediaMicros part_min{
      235'000};  // above 60 % of PART-TARGET, for the sound may lose half a frame at each end
  MediaMicros segment_min{1'950'000};  // two seconds, less the rounding of timestamps
  // EXTINF, rounded, may not pass TARGETDURATION.
  MediaMicros segment_max{10'450'000};
};

// The TARGETDURATION of a stream whose encoder is known to send key frames that far apart; 0 = not known.
std::int64_t target_duration_for(MediaMicros gop);

enum class Cut {
  none,
  part,              // a part ends before this frame
  part_before_last,  // a part ends before the frame that came before this one: it lasts too long to fit
  segment,           // part and segment end before this frame
};

class VideoCutter {
 public:
  // `gop`: what the encoder did last time; 0 = not known.
  explicit VideoCutter(HlsCutRules rules, MediaMicros gop = MediaMicros(0)) : rules_(rules), gop_(gop) {}

  // A segment starts with this frame: the first of all, or after a break.
  void begin(MediaMicros dts, bool key);
  // Each further frame, before it is added.
  Cut before(MediaMicros dts, bool key);

  // Between frames, as seen so far; 0 before the second.
  MediaMicros interval() const { return interval_; }

 private:
  Cut decide(MediaMicros dts, bool key) const;
  MediaMicros part_length() const;
  void measure(MediaMicros dts, bool key);

  HlsCutRules rules_;
  MediaMicros gop_;
  MediaMicros segment_start_{0}, part_start_{0}, last_{0}, last_key_{0};
  MediaMicros interval_{0};
  // The average interval is counted from here.
  MediaMicros count_start_{0};
  int counted_ = 0;
  bool part_has_one_frame_ = true;
};

}  // namespace lyceum::media
