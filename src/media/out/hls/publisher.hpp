// Completes each update with its texts, rendered and compressed once, and hands it to the sink.
#pragma once

#include "media/out/hls/track.hpp"

#include <array>

namespace lyceum::media {

class HlsPublisher {
 public:
  explicit HlsPublisher(HlsSink& sink) : sink_(sink) {}

  // Which renditions the stream has now; null = not there. Borrowed.
  void offer(const HlsTrack* video, const HlsTrack* audio);
  // The smaller rendition of the video is there, for good. Borrowed.
  void offer_small(const HlsTrack& small);
  // The frame rate as measured, frames in 1,000 s; 0 = not known.
  void frame_rate(std::uint32_t milli) { frame_rate_milli_ = milli; }
  void publish(const HlsTrack& track, HlsUpdate update);

 private:
  HlsText multivariant(bool unsettled);

  HlsSink& sink_;
  const HlsTrack* video_ = nullptr;
  const HlsTrack* audio_ = nullptr;
  const HlsTrack* small_ = nullptr;
  std::uint32_t frame_rate_milli_ = 0;
  HlsText multivariant_;
  bool stale_ = true;
};

}  // namespace lyceum::media
