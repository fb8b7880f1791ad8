#include "media/health/series.hpp"

#include <algorithm>

namespace lyceum::media {

void HealthSeries::push(const HealthSecond& second) {
  ring_[next_] = second;
  next_ = (next_ + 1) % length;
  size_ = std::min(size_ + 1, length);
}

void HealthSeries::skip(std::uint64_t seconds) {
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(seconds, length); ++i) push({});
}

}  // namespace lyceum::media
