#include "room/feed/flush_pace.hpp"

#include <algorithm>

namespace lyceum::room {

void FlushPace::started(Mono now, std::size_t halls, std::size_t events) {
  started_ = now;
  out_ = halls;
  longest_ = {};
  percent_ = events < crowd ? percent_alone : percent_in_a_crowd;
  if (halls == 0) gap_ = gap_min;
}

void FlushPace::swept(std::chrono::nanoseconds took) {
  longest_ = std::max(longest_, took);
  if (--out_ == 0) gap_ = std::clamp(longest_ * 100 / percent_, gap_min, gap_max);
}

}  // namespace lyceum::room
