// The frames since the last key frame, so that a new subscriber can start at once.
#pragma once

#include "media/frame/frame.hpp"

#include <vector>

namespace lyceum::media {

struct GopCacheLimits {
  MediaMicros span_max{15'000'000};  // OBS's default group of pictures lasts 8.3 s
  std::size_t bytes_max = 32 * 1024 * 1024;
  MediaMicros audio_span{1'000'000};  // kept of a stream without picture
};

// At a limit the cache empties itself and stays empty until the next key frame.
class GopCache {
 public:
  explicit GopCache(GopCacheLimits limits = {}) : limits_(limits) {}

  void add(const FramePtr& frame);
  void clear();

  // In the order of arrival; the first video frame is a key frame.
  const std::vector<FramePtr>& frames() const { return frames_; }
  // False while a subscriber that started here would get video that it cannot decode.
  bool can_start() const { return !has_video_ || !frames_.empty(); }

 private:
  void add_audio_only(const FramePtr& frame);
  bool over_limit(const Frame& newest) const;

  GopCacheLimits limits_;
  std::vector<FramePtr> frames_;
  std::size_t bytes_ = 0;
  std::uint32_t run_ = 0;
  bool has_video_ = false;  // in this run
};

}  // namespace lyceum::media
