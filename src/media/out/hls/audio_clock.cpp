#include "media/out/hls/audio_clock.hpp"

#include <algorithm>
#include <cstdlib>

namespace lyceum::media {
namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t ignored_ms = 10;  // rounding and interleaving
constexpr std::int64_t jump_ms = 200;    // more is missing sound, not drift
constexpr std::int64_t gap_ms = 1000;

}  // namespace

AudioClock::Place AudioClock::next(MediaMicros pts, std::uint32_t samples) {
  const std::int64_t wished = (pts.count() * rate_ + million / 2) / million;
  Place place{.start = wished};
  if (expected_) {
    const std::int64_t error = wished - *expected_;
    const std::int64_t step = std::max<std::int64_t>(1, samples / 500);
    if (error > jump_ms * rate_ / 1000)
      place.correction = error;
    else if (std::abs(error) > ignored_ms * rate_ / 1000)
      place.correction = std::clamp(error, -step, step);
    place.start = *expected_ + place.correction;
    place.gap = error > gap_ms * rate_ / 1000;
  }
  expected_ = place.start + samples;
  return place;
}

MediaMicros AudioClock::time(std::int64_t ticks) const { return MediaMicros(ticks * million / rate_); }

}  // namespace lyceum::media
