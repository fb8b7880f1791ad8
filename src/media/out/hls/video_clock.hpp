// Takes the rounding out of video times: RTMP has milliseconds, and 30 pictures a second do not fall on them.
//
// Times that fit a steady rate within rounding are put on it; any other time is taken as it is. Nothing moves
// by more than `rounding_max`. Without this the shortest and longest frame differ by 3 %, and a remux at the
// frame rate drops frames or complains of equal times.
#pragma once

#include "base/time/media_time.hpp"

#include <optional>

namespace lyceum::media {

class VideoClock {
 public:
  static constexpr MediaMicros rounding_max{1'500};

  struct Place {
    Media90k decode{0};
    Media90k composition{0};  // presentation − decode
  };
  // Frame by frame in decode order.
  Place next(MediaMicros dts, MediaMicros pts);

 private:
  double decode_time(double dts);
  void restart(double dts);

  // µs; double, for the fractions are what this is about (2^53 µs are 285 years).
  std::optional<double> last_, last_raw_;
  double interval_ = 0;  // 0: not known yet
};

}  // namespace lyceum::media
