#include "media/hub/timeline.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr MediaMicros back_max{500'000};       // decode times that step back further have been restarted
constexpr MediaMicros forward_max{3'000'000};  // further than this beyond the wall clock: they have leapt
constexpr MediaMicros apart_max{10'000'000};   // two tracks of one publisher share their origin within this

MediaMicros between(Mono from, Mono to) { return std::chrono::duration_cast<MediaMicros>(to - from); }

}  // namespace

FramePtr Timeline::place(const FramePtr& frame, Mono now) {
  if (!origin_) origin_ = now;
  Track& track = tracks_[static_cast<std::size_t>(frame->config->kind)];
  const MediaMicros shift = shift_for(track, frame->dts, now);
  auto placed = std::make_shared<Frame>(*frame);
  placed->dts += shift;
  placed->pts += shift;
  placed->run = run_;
  track.shift = shift;
  track.newest = placed->dts;
  track.arrived = now;
  newest_ = std::max(newest_, placed->dts);
  return placed;
}

MediaMicros Timeline::shift_for(Track& track, MediaMicros dts, Mono now) {
  if (joining_) {
    for (Track& each : tracks_) each.shift.reset();
    shift_.reset();
    joining_ = false;
  }
  if (track.shift && plausible(track, dts + *track.shift, now)) return *track.shift;
  // The other track may have leapt first: both go on together.
  if (shift_ && plausible(track, dts + *shift_, now)) return *shift_;
  shift_ = join(dts, now);
  return *shift_;
}

bool Timeline::plausible(const Track& track, MediaMicros dts, Mono now) const {
  if (!track.shift) return dts > newest_ - apart_max && dts < newest_ + apart_max;
  return dts > track.newest - back_max && dts < track.newest + between(track.arrived, now) + forward_max;
}

// Puts `dts` at the wall clock's place, never before what is already there.
MediaMicros Timeline::join(MediaMicros dts, Mono now) {
  const MediaMicros place = std::max(start + between(*origin_, now), newest_);
  if (place - newest_ > seam_max) ++run_;
  newest_ = place;
  return place - dts;
}

}  // namespace lyceum::media
