#include "media/out/hls/video_line.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {
namespace {

constexpr std::uint32_t timescale = 90'000;
constexpr std::int64_t composition_max = 10 * timescale;  // as frame.hpp promises
constexpr MediaMicros usual_interval{33'333};

std::int64_t ticks(MediaMicros time) { return std::chrono::round<Media90k>(time).count(); }

}  // namespace

void VideoLine::begin(std::shared_ptr<const TrackConfig> config, std::int64_t discontinuity,
                      HlsAnchor anchor) {
  track_.begin(std::move(config), timescale, discontinuity, anchor);
  anchor_ = anchor;
  clock_ = VideoClock();
  started_ = false;
}

std::optional<HlsBoundary> VideoLine::add(const FramePtr& frame) {
  if (!started_ && !frame->key) return std::nullopt;
  std::optional<HlsBoundary> boundary;
  HlsSample sample = place(frame);
  if (!started_) {
    cutter_.begin(frame->dts, frame->key);
    part_from_ = frame->pts;
    started_ = true;
  } else {
    set_newest_duration(sample.start);
    boundary = cut_before(*frame);
  }
  if (frame->key) reorder_ = frame->pts - frame->dts;
  reached_ = frame->dts + reorder_;
  track_.add(std::move(sample));
  return boundary;
}

std::optional<HlsBoundary> VideoLine::cut_before(const Frame& frame) {
  const MediaMicros here = frame.key ? frame.pts : frame.dts + reorder_;
  const Cut cut = cutter_.before(frame.dts, frame.key);
  const std::size_t pending = track_.pending().size();
  if (cut == Cut::segment) {
    publish(pending, true, here);
    return HlsBoundary{here, true};
  }
  if (cut == Cut::none) return std::nullopt;
  if (cut == Cut::part_before_last && pending > 1) {
    const MediaMicros last = track_.pending().back().frame->dts + reorder_;
    publish(pending - 1, false, last);
    return HlsBoundary{last, false};
  }
  publish(pending, false, here);
  return HlsBoundary{here, false};
}

void VideoLine::publish(std::size_t count, bool ends_segment, MediaMicros until) {
  if (cutter_.interval() > MediaMicros(0))
    publisher_.frame_rate(static_cast<std::uint32_t>(1'000'000'000 / cutter_.interval().count()));
  if (count == 0 && !track_.window().is_open()) return;
  HlsUpdate update = track_.cut(count, ends_segment);
  SmallLine::Plan plan{update.part, std::exchange(part_from_, until), until, anchor_, ends_segment};
  publisher_.publish(track_, std::move(update));
  small_.follow(std::move(plan));
}

void VideoLine::flush(std::optional<MediaMicros> next_dts) {
  auto& pending = track_.pending();
  MediaMicros until = reached_;
  if (!pending.empty()) {
    const MediaMicros interval = cutter_.interval() > MediaMicros(0) ? cutter_.interval() : usual_interval;
    set_newest_duration(next_dts ? ticks(*next_dts) : pending.back().start + ticks(interval));
    until += interval;
  }
  publish(pending.size(), true, until);
  started_ = false;
}

void VideoLine::set_newest_duration(std::int64_t next_start) {
  auto& pending = track_.pending();
  if (!pending.empty())
    pending.back().duration = static_cast<std::uint32_t>(next_start - pending.back().start);
}

// Decode times grow by at least a tick, and never fall into what is already written.
HlsSample VideoLine::place(const FramePtr& frame) {
  const VideoClock::Place wished = clock_.next(frame->dts, frame->pts);
  const std::int64_t start = std::max({wished.decode.count(), last_start_ + 1, track_.written_until()});
  const std::int64_t presented = (wished.decode + wished.composition).count();
  last_start_ = start;
  return {.frame = frame,
          .start = start,
          .duration = static_cast<std::uint32_t>(ticks(usual_interval)),
          .composition =
              static_cast<std::int32_t>(std::clamp(presented - start, -composition_max, composition_max))};
}

}  // namespace lyceum::media
