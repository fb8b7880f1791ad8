#include "media/in/rtmp/sample_clock.hpp"

#include <algorithm>

namespace lyceum::media {

std::optional<MediaMicros> SampleClock::next(MediaMicros stamp, std::uint32_t samples, std::uint32_t rate) {
  if (!base_) begin_at(stamp);
  if (rate != rate_) {
    if (rate_ != 0) *base_ += MediaMicros(counted_ * 1'000'000 / rate_);
    counted_ = 0;
    rate_ = rate;
  }
  const MediaMicros place = *base_ + MediaMicros(counted_ * 1'000'000 / rate_);
  switch (judge(stamp - place)) {
    case Follow::backward:
      return std::nullopt;
    case Follow::forward:
    case Follow::restart:
      begin_at(stamp);
      counted_ = samples;
      return stamp;
    case Follow::no:
      break;
  }
  counted_ += samples;
  return place;
}

SampleClock::Follow SampleClock::judge(MediaMicros drift) {
  if (drift < -restart) return Follow::restart;
  if (drift > drift_at_once) return Follow::forward;
  if (drift < -drift_at_once) return Follow::backward;
  if (drift > drift_max) {
    apart_ = std::max(apart_, 0) + 1;
  } else if (drift < -drift_max) {
    apart_ = std::min(apart_, 0) - 1;
  } else {
    apart_ = 0;
  }
  if (apart_ > -patience && apart_ < patience) return Follow::no;
  const bool ahead = apart_ > 0;
  apart_ = 0;
  return ahead ? Follow::forward : Follow::backward;
}

void SampleClock::begin_at(MediaMicros stamp) {
  base_ = stamp;
  counted_ = 0;
  apart_ = 0;
}

}  // namespace lyceum::media
