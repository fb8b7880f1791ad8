// How the frames of one track keep time: by their own stamps, and by when they arrive.
//
// The delay of a frame is its arrival minus its decode time, counted from the first frame's. The least delay
// of a second is little moved by a restless line, so it shows what lies below: a clock that runs at another
// rate than ours, or a line that fills up.
#pragma once

#include "base/time/clock.hpp"
#include "base/time/media_time.hpp"

#include <array>
#include <optional>

namespace lyceum::media {

// Pure; no allocation. About 1.5 kB.
class TrackClock {
 public:
  // Stamps that go back by more, or forward by more, are another clock: everything begins anew.
  static constexpr MediaMicros back_max{1'000'000}, forward_max{10'000'000};
  // Seconds that are remembered.
  static constexpr std::size_t length = 300;

  struct Heard {
    MediaMicros step{0};   // by the stamps, since the frame before; 0: there was none
    microseconds late{0};  // more delay than the fastest frame of the seconds remembered
    bool leapt = false;    // the stamps are those of another clock now
  };

  // A frame. Decode times rise, arrivals do not fall.
  Heard add(MediaMicros dts, Mono at);
  // Called once a second.
  void end_second();
  // Forgets everything.
  void restart() { *this = TrackClock(); }

  // The median step of the last frames; 0 until there are some.
  MediaMicros interval() const { return interval_; }
  // At least half of the last frames lie so far apart (by a quarter more or less).
  bool keeps(MediaMicros interval) const;

  // The least delay of the newest `seconds` complete seconds; none when nothing arrived in them.
  std::optional<microseconds> least_delay(std::size_t seconds) const;

  // By how many millionths the sender's clock is faster than ours: the slope through the least delays of ten
  // seconds each, over two to five minutes. None: too early, or the delays do not lie on a line, or they
  // change by more than a hundredth, which no clock does.
  std::optional<double> drift_ppm() const;

 private:
  static constexpr std::int32_t none = INT32_MAX;
  static constexpr std::size_t steps_kept = 32;

  void note_step(MediaMicros step);
  void learn_interval();

  std::optional<MediaMicros> first_dts_;
  Mono first_at_{};
  MediaMicros last_dts_{0};
  std::array<std::int32_t, steps_kept> steps_{};  // µs
  std::size_t steps_noted_ = 0;
  MediaMicros interval_{0};
  std::int32_t least_ = none;                   // µs, of the present second
  std::int32_t fastest_ = none;                 // of all that is remembered
  std::array<std::int32_t, length> seconds_{};  // least delays, a ring
  std::size_t next_ = 0, kept_ = 0;
};

}  // namespace lyceum::media
