// The files of a recording: "3-video.mp4" and "3-audio.mp4" are the two renditions of its third stretch.
#pragma once

#include "media/frame/frame.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::media {

struct RecordingName {
  std::int64_t stretch = 1;  // 1, 2, 3 … in the order of recording
  TrackKind track = TrackKind::video;

  std::string str() const;
  // Only the exact spelling; below a million stretches.
  static std::optional<RecordingName> parse(std::string_view name);
};

}  // namespace lyceum::media
