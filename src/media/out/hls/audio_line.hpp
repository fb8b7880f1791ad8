// Audio frames in, audio parts out, cut where the video is.
#pragma once

#include "media/out/hls/audio_clock.hpp"
#include "media/out/hls/audio_cutter.hpp"
#include "media/out/hls/publisher.hpp"
#include "media/out/hls/video_line.hpp"

namespace lyceum::media {

class AudioLine {
 public:
  AudioLine(HlsTrack& track, HlsPublisher& publisher, HlsCutRules rules)
      : track_(track), publisher_(publisher), cutter_(rules) {}

  // A new stretch. With the same configuration, frames that are pending belong to it; with another, there
  // must be none.
  void begin(std::shared_ptr<const TrackConfig> config, std::int64_t discontinuity, HlsAnchor anchor,
             bool alone);
  void add(const FramePtr& frame);
  void boundary(HlsBoundary boundary) { cutter_.boundary(boundary.at, boundary.ends_segment); }
  void video_reached(MediaMicros at) { cutter_.video_reached(at); }
  // Gives out the parts that are due.
  void cut();
  // Gives out what starts before `end` and ends the segment.
  void flush(MediaMicros end = MediaMicros::max());
  // The encoder's clock begins anew.
  void forget_clock() { clock_ = AudioClock(clock_.rate()); }

 private:
  void publish(AudioCutter::Step step);

  HlsTrack& track_;
  HlsPublisher& publisher_;
  AudioCutter cutter_;
  AudioClock clock_;
};

}  // namespace lyceum::media
