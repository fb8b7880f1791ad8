// The files of a recording: "3-video.mp4" and "3-audio.mp4" are the two renditions of its third stretch,
// "2-tiles.strip" is the second strip of small pictures of it.
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

struct StripName {
  std::int64_t number = 1;  // 1, 2, 3 … in the order of recording; nothing to do with stretches

  std::string str() const;
  // Only the exact spelling; below a million.
  static std::optional<StripName> parse(std::string_view name);
};

}  // namespace lyceum::media
