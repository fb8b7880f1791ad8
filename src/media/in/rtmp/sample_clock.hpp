// The time of audio frames, by counting samples.
//
// RTMP's milliseconds are rounded, and many encoders stamp audio when they send it, so that the stamps jump
// about by tens of milliseconds; players want frames that follow each other without seam. So the samples are
// counted from a frame whose stamp is believed, and the stamps are followed only when both are apart: by more
// than 50 ms in 32 frames on end, or by more than 200 ms at once. Stamps ahead (sound is missing, or the
// sound card is slow): the count jumps forward to the stamp. Stamps behind (the sound card is fast): a frame
// is left out. More than a second back: the encoder restarted its clock, and the count starts again there.
#pragma once

#include "base/time/media_time.hpp"

#include <optional>

namespace lyceum::media {

class SampleClock {
 public:
  static constexpr MediaMicros drift_max = MediaMillis(50);
  static constexpr MediaMicros drift_at_once = MediaMillis(200);
  static constexpr int patience = 32;  // frames
  static constexpr MediaMicros restart = MediaMillis(1000);

  // Where the next frame, of `samples` at `rate` Hz, begins, given its stamp; none: leave it out. Never
  // falls, except at a restart. Precondition: samples > 0, rate > 0.
  std::optional<MediaMicros> next(MediaMicros stamp, std::uint32_t samples, std::uint32_t rate);

 private:
  enum class Follow : std::uint8_t { no, forward, backward, restart };
  Follow judge(MediaMicros drift);
  void begin_at(MediaMicros stamp);

  std::optional<MediaMicros> base_;
  std::int64_t counted_ = 0;  // samples since base_
  std::uint32_t rate_ = 0;
  int apart_ = 0;  // frames in a row apart by more than drift_max; negative: stamps behind
};

}  // namespace lyceum::media
