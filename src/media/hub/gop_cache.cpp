#include "media/hub/gop_cache.hpp"

#include <algorithm>

namespace lyceum::media {

void GopCache::add(const FramePtr& frame) {
  if (frame->run != run_) clear();
  run_ = frame->run;
  const bool video = frame->config->kind == TrackKind::video;
  has_video_ = has_video_ || video;
  if (!has_video_) return add_audio_only(frame);
  if ((video && frame->key) || (!frames_.empty() && over_limit(*frame))) {
    frames_.clear();
    bytes_ = 0;
  }
  // Sound from before the first picture is worth nothing to a player that starts at the picture.
  const bool started = !frames_.empty() && has_video_ && frames_.front()->config->kind == TrackKind::video;
  if (!started && !(video && frame->key)) {
    frames_.clear();
    return;
  }
  frames_.push_back(frame);
  bytes_ += frame->payload.size();
}

void GopCache::add_audio_only(const FramePtr& frame) {
  frames_.push_back(frame);
  const auto recent = std::ranges::find_if(
      frames_, [&](const FramePtr& kept) { return frame->dts - kept->dts <= limits_.audio_span; });
  frames_.erase(frames_.begin(), recent);
}

bool GopCache::over_limit(const Frame& newest) const {
  return newest.dts - frames_.front()->dts > limits_.span_max ||
         bytes_ + newest.payload.size() > limits_.bytes_max;
}

void GopCache::clear() {
  frames_.clear();
  bytes_ = 0;
  has_video_ = false;
}

}  // namespace lyceum::media
