// When the next flush may start, so that sweeping over all sockets takes no more than a share of a core.
//
// A flush starts at once when the gap since the last has passed; gap = duration of the last sweep ÷ share, at
// least 20 ms and at most 250 ms. While a sweep runs, none starts. What comes by itself is worth 75 % of a
// core, for then a wait is felt; when three or more events shared a flush, 30 % do: they come so fast that a
// few hundredths of a second more are not seen, and each sweep that is saved carries many of them. Pure.
#pragma once

#include "base/time/clock.hpp"

#include <chrono>

namespace lyceum::room {

class FlushPace {
 public:
  static constexpr std::chrono::nanoseconds gap_min = milliseconds(20);
  static constexpr std::chrono::nanoseconds gap_max = milliseconds(250);

  static constexpr std::size_t crowd = 3;  // events in a flush
  static constexpr int percent_alone = 75, percent_in_a_crowd = 30;

  // The sweep carries so many events over `halls` reactors; each reports once with swept().
  void started(Mono now, std::size_t halls, std::size_t events);
  void swept(std::chrono::nanoseconds took);

  bool sweeping() const { return out_ > 0; }
  // Meaningful when not sweeping. May be in the past.
  Mono next() const { return started_ + gap_; }

 private:
  Mono started_;
  std::chrono::nanoseconds gap_ = gap_min;
  std::chrono::nanoseconds longest_{0};  // of this sweep's halls
  std::size_t out_ = 0;                  // halls still sweeping
  int percent_ = percent_alone;
};

}  // namespace lyceum::room
