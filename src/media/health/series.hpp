// The last five minutes of a stream, a second each: what the studio's charts show and findings are made from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lyceum::media {

// Counters stop at their largest value instead of wrapping.
struct HealthSecond {
  std::uint32_t video_bytes = 0, audio_bytes = 0;
  std::uint16_t video_frames = 0, audio_frames = 0;
  std::uint16_t missing = 0;      // pictures that the frames' times leave out
  std::uint16_t dropped = 0;      // frames that this server did not hand on to all its viewers
  std::uint16_t late_ms = 0;      // the latest frame, compared with the fastest of the last minute
  std::uint16_t stall_ms = 0;     // the longest wait that the frames' own times do not explain
  std::uint16_t keyframe_ms = 0;  // between the last two key frames; 0: unknown
  bool publishing = false;        // an encoder was connected at its end

  bool operator==(const HealthSecond&) const = default;
};

// A ring; holds no memory of its own besides itself (about 8 kB).
class HealthSeries {
 public:
  static constexpr std::size_t length = 300;

  void push(const HealthSecond& second);
  // So many seconds of nothing.
  void skip(std::uint64_t seconds);

  std::size_t size() const { return size_; }
  // 0: the newest. Precondition: back < size().
  const HealthSecond& back(std::size_t back) const { return ring_[(next_ + length - 1 - back) % length]; }

  // Over the newest `seconds` (or as many as there are): the sum, or the largest, of what `value` gives.
  template <class Value>
  std::uint64_t sum(std::size_t seconds, Value value) const {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < seconds && i < size_; ++i)
      total += static_cast<std::uint64_t>(value(back(i)));
    return total;
  }
  template <class Value>
  std::uint64_t largest(std::size_t seconds, Value value) const {
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < seconds && i < size_; ++i) {
      const auto one = static_cast<std::uint64_t>(value(back(i)));
      most = one > most ? one : most;
    }
    return most;
  }

 private:
  std::array<HealthSecond, length> ring_{};
  std::size_t next_ = 0, size_ = 0;
};

}  // namespace lyceum::media
