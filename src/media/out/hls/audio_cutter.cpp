#include "media/out/hls/audio_cutter.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::size_t boundaries_max = 256;  // 80 s of video without any sound

MediaMicros shortest_part(const HlsCutRules& rules) { return rules.part_target * 6 / 10; }

}  // namespace

void AudioCutter::begin(bool alone) {
  alone_ = free_ = alone;
  segment_open_ = false;
  boundaries_.clear();
}

void AudioCutter::add(MediaMicros start, MediaMicros length) {
  starts_.push_back(start);
  length_ = length;
}

void AudioCutter::boundary(MediaMicros at, bool ends_segment) {
  if (alone_) return;
  boundaries_.push_back({at, ends_segment});
  if (boundaries_.size() > boundaries_max) boundaries_.pop_front();
}

std::optional<AudioCutter::Step> AudioCutter::next() {
  if (auto step = at_boundary()) return step;
  const bool leads = !starts_.empty() && starts_.back() - video_ > lead_max;
  if (!alone_ && leads) free_ = true;
  return free_ ? by_time() : std::nullopt;
}

std::size_t AudioCutter::pending_before(MediaMicros at) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(starts_, at) - starts_.begin());
}

// The frame that starts nearest to the boundary starts the next part.
std::optional<AudioCutter::Step> AudioCutter::at_boundary() {
  while (!boundaries_.empty()) {
    const Boundary boundary = boundaries_.front();
    const std::size_t count = pending_before(boundary.at - length_ / 2);
    if (count == starts_.size()) return std::nullopt;  // not there yet
    const MediaMicros length = duration(count);
    if (length > rules_.part_target && count > 1) return take((count + 1) / 2, false);
    boundaries_.pop_front();
    if (boundary.ends_segment) {
      free_ = false;
      if (count > 0 || segment_open_) return take(count, true);
    } else if (!free_ && length >= shortest_part(rules_)) {
      return take(count, false);
    }
  }
  return std::nullopt;
}

std::optional<AudioCutter::Step> AudioCutter::by_time() {
  for (std::size_t count = 1; count < starts_.size(); ++count) {
    if (duration(count) + length_ <= rules_.part_max) continue;
    const MediaMicros segment = starts_[count] - (segment_open_ ? segment_start_ : starts_.front());
    const bool ends =
        alone_ ? segment >= rules_.segment_min : segment + rules_.part_target > rules_.segment_max;
    return take(count, ends);
  }
  return std::nullopt;
}

std::optional<AudioCutter::Step> AudioCutter::flush(MediaMicros end) {
  boundaries_.clear();
  const std::size_t count = pending_before(end);
  if (count == 0 && !segment_open_) return std::nullopt;
  if (duration(count) > rules_.part_target && count > 1) return take((count + 1) / 2, false);
  return take(count, true);
}

AudioCutter::Step AudioCutter::take(std::size_t count, bool ends_segment) {
  if (!segment_open_ && count > 0) segment_start_ = starts_.front();
  segment_open_ = !ends_segment;
  starts_.erase(starts_.begin(), starts_.begin() + static_cast<std::ptrdiff_t>(count));
  return {count, ends_segment};
}

// Of the oldest `count` pending frames.
MediaMicros AudioCutter::duration(std::size_t count) const {
  if (count == 0) return MediaMicros(0);
  return count < starts_.size() ? starts_[count] - starts_.front()
                                : starts_.back() + length_ - starts_.front();
}

}  // namespace lyceum::media
