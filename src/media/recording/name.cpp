#include "media/recording/name.hpp"

#include <charconv>

namespace lyceum::media {
namespace {

constexpr std::int64_t stretches_max = 1'000'000;

}  // namespace

std::string RecordingName::str() const {
  return std::to_string(stretch) + (track == TrackKind::video ? "-video.mp4" : "-audio.mp4");
}

std::optional<RecordingName> RecordingName::parse(std::string_view name) {
  RecordingName found;
  const auto number = std::from_chars(name.data(), name.data() + name.size(), found.stretch);
  if (number.ec != std::errc() || found.stretch < 1 || found.stretch >= stretches_max) return std::nullopt;
  for (const TrackKind track : {TrackKind::video, TrackKind::audio}) {
    found.track = track;
    if (found.str() == name) return found;
  }
  return std::nullopt;
}

}  // namespace lyceum::media
