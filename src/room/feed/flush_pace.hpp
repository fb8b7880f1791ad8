// When the next flush may start, so that sweeping over all sockets never takes more than 60 % of a core.
//
// A flush starts at once when the gap since the last has passed; gap = max(20 ms, duration of the last sweep
// ÷ 0.6), at most 250 ms. While a sweep runs, none starts. Pure.
#pragma once

#include "base/time/clock.hpp"

#include <chrono>

namespace lyceum::room {

class FlushPace {
 public:
  static constexpr std::chrono::nanoseconds gap_min = milliseconds(20);
  static constexpr std::chrono::nanoseconds gap_max = milliseconds(250);

  // The sweep goes over `halls` reactors; each reports once with swept().
  void started(Mono now, std::size_t halls);
  void swept(std::chrono::nanoseconds took);

  bool sweeping() const { return out_ > 0; }
  // Meaningful when not sweeping. May be in the past.
  Mono next() const { return started_ + gap_; }

 private:
  Mono started_;
  std::chrono::nanoseconds gap_ = gap_min;
  std::chrono::nanoseconds longest_{0};  // of this sweep's halls
  std::size_t out_ = 0;                  // halls still sweeping
};

}  // namespace lyceum::room
