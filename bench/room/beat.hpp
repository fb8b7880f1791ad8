// When comments are due: at fixed distances, across the runs of one measurement.
#pragma once

#include <algorithm>
#include <cstdint>

namespace lyceum::bench {

// Times in nanoseconds of CLOCK_MONOTONIC.
class Beat {
 public:
  // A run begins. The distance to the last one of an earlier run is kept: two at once would measure how long
  // the second waits for the first. After a pause it begins at once, and makes up for nothing.
  void begin(std::int64_t now) { next_ = std::max(next_, now); }

  std::int64_t next() const { return next_; }
  // `rate`: a second, > 0.
  void advance(double rate) { next_ += static_cast<std::int64_t>(1e9 / rate); }

 private:
  std::int64_t next_ = 0;
};

}  // namespace lyceum::bench
