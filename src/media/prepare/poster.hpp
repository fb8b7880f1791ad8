// The small pictures of a file that is prepared: one now and then for the strip, one for the lesson's cover.
#pragma once

#include "media/frame/frame.hpp"
#include "media/transcode/supervisor/desk.hpp"

#include <optional>

namespace lyceum::media {

// Pure: which key frames become pictures. Times are those of the frames.
class PosterPicker {
 public:
  static constexpr MediaMicros tile_every{10'000'000};
  static constexpr std::int64_t tiles_max = 1000;        // of a file
  static constexpr MediaMicros poster_after{5'000'000};  // what begins is often black

  // `duration`: as the file says; 0: not known.
  explicit PosterPicker(MediaMicros duration) : every_(std::max(tile_every, duration / tiles_max)) {}

  // None: no picture of this one. The first wish is the tile's, the second, where there is one, the cover's.
  std::optional<std::vector<worker::Wish>> wishes(const Frame& frame);

 private:
  const MediaMicros every_;
  std::optional<MediaMicros> first_, last_;
  bool poster_done_ = false;
};

}  // namespace lyceum::media
