#include "media/out/hls/live_window.hpp"

#include "media/out/hls/names.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr MediaMicros part_target_least{350'000};
constexpr MediaMicros gap_part{333'000};
constexpr std::size_t gap_parts = 3;
constexpr MediaMicros grain{10'000};  // PART-TARGET in hundredths

std::int64_t bits_per_second(std::size_t bytes, MediaMicros duration) {
  const auto bits = static_cast<std::int64_t>(bytes) * 8;
  return duration > MediaMicros(0) ? bits * 1'000'000 / duration.count() : 0;
}

}  // namespace

LiveWindow::LiveWindow(TrackKind track, std::int64_t first_msn, std::int64_t target_duration_s,
                       LiveWindowLimits limits, bool small)
    : track_(track), small_(small), limits_(limits), first_msn_(first_msn), msn_(first_msn) {
  playlist_.target_duration_s = target_duration_s;
  playlist_.part_target = part_target_least;
  playlist_.media_sequence = first_msn;
}

void LiveWindow::begin_with_gap(const Opening& opening) {
  hls::Segment gap;
  gap.uri = hls_segment_name(track_, msn_, small_);
  gap.map_uri = hls_init_name(track_, opening.init_msn, small_);
  gap.gap = gap.complete = true;
  for (std::size_t i = 0; i < gap_parts; ++i)
    gap.parts.push_back({hls_part_name(track_, msn_, i, small_), gap_part, false, true});
  gap.program_date_time = opening.program_date_time - gap.duration();
  playlist_.segments.push_back(std::move(gap));
  playlist_.discontinuity_sequence = opening.discontinuity;
  kept_.push_back({opening.discontinuity, 0});
  span_ += gap_part * gap_parts;
  ++msn_;
}

void LiveWindow::open_segment(const Opening& opening) {
  if (kept_.empty()) begin_with_gap(opening);
  hls::Segment segment;
  segment.uri = hls_segment_name(track_, msn_, small_);
  segment.map_uri = hls_init_name(track_, opening.init_msn, small_);
  segment.program_date_time = opening.program_date_time;
  segment.discontinuities = static_cast<std::uint32_t>(opening.discontinuity - kept_.back().discontinuity);
  playlist_.segments.push_back(std::move(segment));
  kept_.push_back({opening.discontinuity, 0});
  open_ = true;
}

void LiveWindow::add_part(MediaMicros duration, bool independent, std::size_t bytes) {
  append({hls_part_name(track_, msn_, parts(), small_), duration, independent, false}, bytes);
}

void LiveWindow::add_gap(MediaMicros duration) {
  playlist_.segments.back().gap = true;
  append({hls_part_name(track_, msn_, parts(), small_), duration, false, true}, 0);
}

void LiveWindow::append(hls::Part part, std::size_t bytes) {
  span_ += part.duration;
  playlist_.segments.back().parts.push_back(std::move(part));
  kept_.back().bytes += bytes;
  bytes_ += bytes;
  playlist_.preload_hint = hls_part_name(track_, msn_, parts(), small_);
  slide();
  update_part_target();
}

void LiveWindow::close_segment() {
  if (!open_) return;
  playlist_.segments.back().complete = true;
  open_ = false;
  ++msn_;
  playlist_.preload_hint = hls_part_name(track_, msn_, 0, small_);
}

void LiveWindow::end() {
  close_segment();
  playlist_.ended = true;
  playlist_.preload_hint.clear();
}

std::int64_t LiveWindow::oldest_msn() const { return std::max(first_msn_, playlist_.media_sequence - 2); }

hls::RenditionReport LiveWindow::report() const {
  return {.uri = std::string(hls_playlist_name(track_, small_)),
          .last_msn = open_ ? msn_ : msn_ - 1,
          .last_part = playlist_.segments.empty() ? 0 : playlist_.segments.back().parts.size() - 1};
}

void LiveWindow::slide() {
  const auto count = [&] { return playlist_.segments.size(); };
  while (count() > limits_.segments_min && span_ - playlist_.segments.front().duration() >= limits_.span_min)
    drop_first();
  while (count() > limits_.segments_floor && bytes_ > limits_.bytes_max) drop_first();
}

void LiveWindow::drop_first() {
  bytes_ -= kept_.front().bytes;
  span_ -= playlist_.segments.front().duration();
  playlist_.segments.pop_front();
  kept_.pop_front();
  ++playlist_.media_sequence;
  playlist_.discontinuity_sequence = kept_.front().discontinuity;
  playlist_.segments.front().discontinuities = 0;  // counted in the sequence from now on
}

// No listed part may be longer (§4.4.3.7). A picture a second makes long parts; when they have slid out, so
// has this.
void LiveWindow::update_part_target() {
  MediaMicros longest = part_target_least;
  for (const hls::Segment& segment : playlist_.segments)
    for (const hls::Part& part : segment.parts) longest = std::max(longest, part.duration);
  playlist_.part_target = (longest + grain - MediaMicros(1)) / grain * grain;
}

std::int64_t LiveWindow::peak_bandwidth() const {
  std::int64_t peak = 0;
  for (std::size_t i = 0; i < kept_.size(); ++i)
    if (playlist_.segments[i].complete || is_young())
      peak = std::max(peak, bits_per_second(kept_[i].bytes, playlist_.segments[i].duration()));
  return peak;
}

std::int64_t LiveWindow::average_bandwidth() const {
  const bool begins_with_gap = !playlist_.segments.empty() && playlist_.segments.front().gap;
  const MediaMicros gap = begins_with_gap ? playlist_.segments.front().duration() : MediaMicros(0);
  return bits_per_second(bytes_, span_ - gap);
}

}  // namespace lyceum::media
