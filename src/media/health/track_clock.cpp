#include "media/health/track_clock.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lyceum::media {
namespace {

constexpr std::size_t block = 10;         // seconds
constexpr std::size_t blocks_least = 12;  // two minutes
constexpr std::size_t blocks_max = 30;    // five minutes
constexpr double residual_max = 10'000;   // µs, root mean square
constexpr double clock_ppm_max = 10'000;  // a hundredth
constexpr std::size_t steps_least = 8;    // before their median means something

std::int32_t bounded(std::int64_t micros) {
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(micros, std::numeric_limits<std::int32_t>::min(), INT32_MAX - 1));
}

struct Line {
  double slope = 0, residual = 0;
};

// Least squares through the points (0, values[0]), (1, values[1]) …
Line fit(const std::array<double, blocks_max>& values, std::size_t count) {
  const auto n = static_cast<double>(count);
  const double middle = (n - 1) / 2;
  double mean = 0;
  for (std::size_t i = 0; i < count; ++i) mean += values[i] / n;
  double xy = 0, xx = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(i) - middle;
    xy += x * (values[i] - mean);
    xx += x * x;
  }
  const double slope = xy / xx;
  double squares = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double off = values[i] - mean - slope * (static_cast<double>(i) - middle);
    squares += off * off;
  }
  return {slope, std::sqrt(squares / n)};
}

}  // namespace

TrackClock::Heard TrackClock::add(MediaMicros dts, Mono at) {
  const MediaMicros step = dts - last_dts_;
  const bool leapt = first_dts_ && (step < -back_max || step > forward_max);
  if (leapt) restart();
  const bool first = !first_dts_;
  if (first) {
    first_dts_ = dts;
    first_at_ = at;
  } else {
    note_step(step);
  }
  last_dts_ = dts;
  const auto passed = std::chrono::duration_cast<microseconds>(at - first_at_);
  const std::int32_t delay = bounded((passed - (dts - *first_dts_)).count());
  least_ = std::min(least_, delay);
  fastest_ = std::min(fastest_, delay);
  return {first ? MediaMicros(0) : step, microseconds(std::int64_t{delay} - fastest_), leapt};
}

void TrackClock::note_step(MediaMicros step) { steps_[steps_noted_++ % steps_kept] = bounded(step.count()); }

void TrackClock::end_second() {
  seconds_[next_] = least_;
  next_ = (next_ + 1) % length;
  kept_ = std::min(kept_ + 1, length);
  least_ = none;
  fastest_ = *std::min_element(seconds_.begin(), seconds_.begin() + static_cast<std::ptrdiff_t>(kept_));
  learn_interval();
}

void TrackClock::learn_interval() {
  const std::size_t count = std::min(steps_noted_, steps_kept);
  if (count < steps_least) return;
  auto steps = steps_;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(count / 2);
  std::nth_element(steps.begin(), middle, steps.begin() + static_cast<std::ptrdiff_t>(count));
  interval_ = MediaMicros(*middle);
}

bool TrackClock::keeps(MediaMicros interval) const {
  const std::size_t count = std::min(steps_noted_, steps_kept);
  if (count < steps_least || interval.count() <= 0) return false;
  const std::int64_t slack = interval.count() / 4;
  const auto near = std::count_if(
      steps_.begin(), steps_.begin() + static_cast<std::ptrdiff_t>(count),
      [&](std::int32_t step) { return std::abs(std::int64_t{step} - interval.count()) <= slack; });
  return 2 * static_cast<std::size_t>(near) >= count;
}

std::optional<microseconds> TrackClock::least_delay(std::size_t seconds) const {
  std::int32_t least = none;
  for (std::size_t i = 1; i <= std::min(seconds, kept_); ++i)
    least = std::min(least, seconds_[(next_ + length - i) % length]);
  if (least == none) return std::nullopt;
  return microseconds(least);
}

std::optional<double> TrackClock::drift_ppm() const {
  std::array<double, blocks_max> delays{};  // newest first
  std::size_t count = 0;
  for (; count < blocks_max && (count + 1) * block <= kept_; ++count) {
    std::int32_t least = none;
    for (std::size_t i = count * block + 1; i <= (count + 1) * block; ++i)
      least = std::min(least, seconds_[(next_ + length - i) % length]);
    if (least == none) break;
    delays[count] = least;
  }
  if (count < blocks_least) return std::nullopt;
  const Line line = fit(delays, count);
  // Going back in time: a delay that falls from block to block is one that grows. µs a second are millionths.
  const double ppm = line.slope / static_cast<double>(block);
  if (line.residual > residual_max || std::abs(ppm) > clock_ppm_max) return std::nullopt;
  return ppm;
}

}  // namespace lyceum::media
