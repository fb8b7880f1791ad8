// Gives audio frames gapless times by counting samples, while staying with the encoder's timestamps.
//
// RTMP's milliseconds jitter by rounding and drift against the sample clock (media notes 4.2c). Samples are
// counted; a lasting difference is taken back by at most two samples in a thousand, which nobody hears. A
// jump stays a jump.
#pragma once

#include "base/time/media_time.hpp"

#include <optional>

namespace lyceum::media {

class AudioClock {
 public:
  explicit AudioClock(std::uint32_t rate = 48'000) : rate_(rate) {}

  struct Place {
    std::int64_t start = 0;  // ticks at `rate`
    std::int64_t correction =
        0;             // ticks by which the frame before lasts longer (+) or shorter (−) than its samples
    bool gap = false;  // over a second is missing before it: nothing should stretch over it
  };
  // The next frame. Times never go back.
  Place next(MediaMicros pts, std::uint32_t samples);

  MediaMicros time(std::int64_t ticks) const;
  std::uint32_t rate() const { return rate_; }

 private:
  std::uint32_t rate_;
  std::optional<std::int64_t> expected_;  // start of the next frame, by counting
};

}  // namespace lyceum::media
