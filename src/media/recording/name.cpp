#include "media/recording/name.hpp"

#include <charconv>

namespace lyceum::media {
namespace {

constexpr std::int64_t numbers_max = 1'000'000;

// The number that a name begins with.
std::optional<std::int64_t> number_of(std::string_view name) {
  std::int64_t number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  if (read.ec != std::errc() || number < 1 || number >= numbers_max) return std::nullopt;
  return number;
}

}  // namespace

std::string RecordingName::str() const {
  return std::to_string(stretch) + (track == TrackKind::video ? "-video.mp4" : "-audio.mp4");
}

std::optional<RecordingName> RecordingName::parse(std::string_view name) {
  const auto number = number_of(name);
  if (!number) return std::nullopt;
  RecordingName found{*number, TrackKind::video};
  for (const TrackKind track : {TrackKind::video, TrackKind::audio}) {
    found.track = track;
    if (found.str() == name) return found;
  }
  return std::nullopt;
}

std::string StripName::str() const { return std::to_string(number) + "-tiles.strip"; }

std::optional<StripName> StripName::parse(std::string_view name) {
  const auto number = number_of(name);
  if (!number || StripName{*number}.str() != name) return std::nullopt;
  return StripName{*number};
}

}  // namespace lyceum::media
