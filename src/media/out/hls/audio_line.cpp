#include "media/out/hls/audio_line.hpp"

#include "media/frame/audio_format.hpp"

namespace lyceum::media {

void AudioLine::begin(std::shared_ptr<const TrackConfig> config, std::int64_t discontinuity, HlsAnchor anchor,
                      bool alone) {
  const std::uint32_t rate = audio_clock_rate(*config);
  if (rate != clock_.rate()) clock_ = AudioClock(rate);
  track_.begin(std::move(config), rate, discontinuity, anchor);
  cutter_.begin(alone);
}

void AudioLine::add(const FramePtr& frame) {
  const std::uint32_t samples = audio_samples(*frame->config, frame->payload.view());
  const AudioClock::Place place = clock_.next(frame->pts, samples);
  if (place.gap)
    flush();
  else if (auto& pending = track_.pending(); !pending.empty())
    pending.back().duration = static_cast<std::uint32_t>(pending.back().duration + place.correction);
  track_.add({.frame = frame, .start = place.start, .duration = samples, .composition = 0});
  cutter_.add(clock_.time(place.start), clock_.time(samples));
}

void AudioLine::cut() {
  while (const auto step = cutter_.next()) publish(*step);
}

void AudioLine::flush(MediaMicros end) {
  while (const auto step = cutter_.flush(end)) publish(*step);
}

void AudioLine::publish(AudioCutter::Step step) {
  publisher_.publish(track_, track_.cut(step.count, step.ends_segment));
}

}  // namespace lyceum::media
