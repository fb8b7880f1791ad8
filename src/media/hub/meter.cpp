#include "media/hub/meter.hpp"

#include <cmath>

namespace lyceum::media {
namespace {

constexpr std::size_t arrivals_max = 4096;
// Too little to divide by.
constexpr std::chrono::nanoseconds shortest = milliseconds(200);

double seconds_between(Mono from, Mono to) { return std::chrono::duration<double>(to - from).count(); }

}  // namespace

void Meter::add(const Frame& frame, Mono now) {
  const bool video = frame.config->kind == TrackKind::video;
  Track& track = video ? video_ : audio_;
  track.config = frame.config;
  track.arrivals.push_back({now, frame.payload.size()});
  while (track.arrivals.size() > arrivals_max || now - track.arrivals.front().at > window)
    track.arrivals.pop_front();
  if (video) watch_video(frame);
}

// B-frames show in presentation times that go back while decode times go on (or in what the parameter sets
// announce).
void Meter::watch_video(const Frame& frame) {
  b_frames_ = b_frames_ || frame.config->has_b_frames || (last_pts_ && frame.pts < *last_pts_);
  last_pts_ = frame.pts;
  if (!frame.key) return;
  if (last_key_) keyframe_interval_ = frame.dts - *last_key_;
  last_key_ = frame.dts;
}

void Meter::clear() { *this = Meter(); }

StreamStats Meter::read(Mono now) const {
  StreamStats stats;
  if (!video_.quiet(now)) {
    const TrackConfig& config = *video_.config;
    stats.video = {.codec = config.codec,
                   .width = config.width,
                   .height = config.height,
                   .fps = video_.rate(now),
                   .bitrate_kbps = video_.kbps(now),
                   .keyframe_interval = std::chrono::duration_cast<milliseconds>(keyframe_interval_),
                   .b_frames = b_frames_};
  }
  if (!audio_.quiet(now)) {
    const TrackConfig& config = *audio_.config;
    stats.audio = {.codec = config.codec,
                   .sample_rate = config.sample_rate,
                   .channels = config.channels,
                   .bitrate_kbps = audio_.kbps(now)};
  }
  return stats;
}

bool Meter::Track::quiet(Mono now) const { return arrivals.empty() || now - arrivals.back().at > window; }

double Meter::Track::rate(Mono now) const {
  if (now - arrivals.front().at < shortest) return 0;
  const double fps = static_cast<double>(arrivals.size()) / seconds_between(arrivals.front().at, now);
  return std::round(fps * 10) / 10;
}

std::uint32_t Meter::Track::kbps(Mono now) const {
  if (now - arrivals.front().at < shortest) return 0;
  std::size_t bytes = 0;
  for (const Arrival& arrival : arrivals) bytes += arrival.bytes;
  return static_cast<std::uint32_t>(static_cast<double>(bytes) * 8 / 1000 /
                                    seconds_between(arrivals.front().at, now));
}

}  // namespace lyceum::media
