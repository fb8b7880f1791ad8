#include "media/out/hls/video_clock.hpp"

#include <array>
#include <cmath>

namespace lyceum::media {
namespace {

// How much of a difference is believed: of the place, and of the interval. Slow, for the jitter is what shall
// go.
constexpr double place_gain = 0.1, interval_gain = 0.005;
constexpr double tolerance = static_cast<double>(VideoClock::rounding_max.count());
constexpr double frames_missing_max = 10;

// The usual rate that is meant by the first distance of two frames, if one is; else the distance itself.
double likely_interval(double distance) {
  constexpr std::array<double, 10> rates = {30, 25, 60, 24, 50, 15, 20, 10, 12, 5};
  for (const double rate : rates)
    if (std::abs(1e6 / rate - distance) <= 1'000) return 1e6 / rate;
  return distance;
}

Media90k ticks(double micros) { return Media90k(std::llround(micros * 0.09)); }

}  // namespace

VideoClock::Place VideoClock::next(MediaMicros dts, MediaMicros pts) {
  const double decode = decode_time(static_cast<double>(dts.count()));
  double composition = static_cast<double>((pts - dts).count());
  if (interval_ > 0) {
    const double steady = std::round(composition / interval_) * interval_;
    if (std::abs(steady - composition) <= tolerance) composition = steady;
  }
  const Media90k placed = ticks(decode);
  return {placed, ticks(decode + composition) - placed};
}

double VideoClock::decode_time(double dts) {
  if (!last_) {
    restart(dts);
    return dts;
  }
  const double distance = dts - *last_raw_;
  last_raw_ = dts;
  if (interval_ <= 0) interval_ = likely_interval(distance);
  const double frames = interval_ > 0 ? std::round((dts - *last_) / interval_) : 0;
  const double steady = *last_ + frames * interval_, error = dts - steady;
  if (frames < 1 || frames > frames_missing_max || std::abs(error) > tolerance) {
    restart(dts);
    return dts;
  }
  interval_ += interval_gain * error / frames;
  last_ = steady + place_gain * error;
  return *last_;
}

void VideoClock::restart(double dts) {
  last_ = last_raw_ = dts;
  interval_ = 0;
}

}  // namespace lyceum::media
