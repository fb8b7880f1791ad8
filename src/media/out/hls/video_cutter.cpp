#include "media/out/hls/video_cutter.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr MediaMicros second{1'000'000};
constexpr int count_enough = 10, count_most = 90;

// How long a segment will be when key frames come at this distance.
MediaMicros segment_of(MediaMicros gop, MediaMicros segment_min) {
  return gop * ((segment_min + gop - MediaMicros(1)) / gop);
}

}  // namespace

std::int64_t target_duration_for(MediaMicros gop) {
  if (gop <= MediaMicros(0)) return 10;
  const MediaMicros segment = segment_of(gop, HlsCutRules().segment_min);
  // A group of 2.0004 s is a group of two seconds.
  return std::max<std::int64_t>(2, (segment + second - MediaMicros(20'000)) / second);
}

void VideoCutter::begin(MediaMicros dts, bool key) {
  segment_start_ = part_start_ = last_ = count_start_ = dts;
  if (key) last_key_ = dts;
  counted_ = 0;
  part_has_one_frame_ = true;
}

Cut VideoCutter::before(MediaMicros dts, bool key) {
  measure(dts, key);
  const Cut cut = decide(dts, key);
  if (cut == Cut::segment) segment_start_ = dts;
  if (cut == Cut::segment || cut == Cut::part) part_start_ = dts;
  if (cut == Cut::part_before_last) part_start_ = last_;
  part_has_one_frame_ = cut == Cut::segment || cut == Cut::part;
  last_ = dts;
  return cut;
}

// The average interval is begun anew from time to time; until it has seen enough, the old one is better.
void VideoCutter::measure(MediaMicros dts, bool key) {
  ++counted_;
  if (interval_ == MediaMicros(0) || counted_ >= count_enough) interval_ = (dts - count_start_) / counted_;
  if (counted_ == count_most) {
    count_start_ = dts;
    counted_ = 0;
  }
  if (!key) return;
  gop_ = dts - last_key_;
  last_key_ = dts;
}

Cut VideoCutter::decide(MediaMicros dts, bool key) const {
  const MediaMicros segment = dts - segment_start_, part = dts - part_start_;
  if (key && segment >= rules_.segment_min) return Cut::segment;
  if (segment + interval_ > rules_.segment_max) return Cut::segment;
  if (part > rules_.part_target && !part_has_one_frame_ && last_ - part_start_ >= rules_.part_min)
    return Cut::part_before_last;
  if (key && part >= rules_.part_min) return Cut::part;
  if (part + interval_ / 2 >= part_length() || part + interval_ > rules_.part_max) return Cut::part;
  return Cut::none;
}

// What is left of the foreseen segment, in equal parts of whole frames.
MediaMicros VideoCutter::part_length() const {
  const MediaMicros frame = std::max(interval_, MediaMicros(1'000));
  const MediaMicros longest = std::max(frame, rules_.part_max / frame * frame);
  if (gop_ <= MediaMicros(0)) return longest;
  const MediaMicros segment = std::min(segment_of(gop_, rules_.segment_min), rules_.segment_max);
  const MediaMicros left = segment_start_ + segment - part_start_;
  if (left <= frame) return longest;
  const auto pieces = std::max<std::int64_t>(1, (left - frame / 4 + longest - MediaMicros(1)) / longest);
  return left / pieces;
}

}  // namespace lyceum::media
