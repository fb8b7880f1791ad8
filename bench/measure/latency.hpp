// Many latencies in little memory: buckets 3 % apart (HDR style), from a microsecond to a minute.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace lyceum::bench {

class Latencies {
 public:
  void add(std::int64_t ns, std::uint64_t times = 1) {
    buckets_[bucket(static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 1)))] += times;
    count_ += times;
  }
  std::uint64_t count() const { return count_; }
  // The latency that `share` of all do not exceed, in milliseconds. 0 when there are none.
  double percentile_ms(double share) const {
    const auto rank = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      seen += buckets_[i];
      if (seen > rank || (seen == count_ && seen > 0)) return static_cast<double>(upper(i)) / 1e6;
    }
    return 0;
  }

 private:
  static constexpr unsigned steps_log2 = 5;  // 32 buckets to each power of two
  static std::size_t bucket(std::uint64_t ns) {
    const unsigned power = static_cast<unsigned>(std::bit_width(ns)) - 1;
    if (power < steps_log2) return static_cast<std::size_t>(ns);
    const std::uint64_t step = (ns >> (power - steps_log2)) & 31U;
    return std::min<std::size_t>((power - steps_log2 + 1) * 32 + step, 32 * 36 - 1);
  }
  static std::uint64_t upper(std::size_t index) {
    if (index < 32) return index;
    const unsigned shift = static_cast<unsigned>(index / 32) - 1;
    return (std::uint64_t{32} + index % 32 + 1) << shift;
  }

  std::array<std::uint64_t, 32 * 36> buckets_{};
  std::uint64_t count_ = 0;
};

}  // namespace lyceum::bench
