// What of a recording is left for everybody when its lecturer has trimmed it.
#pragma once

#include "media/recording/recording.hpp"

#include <string_view>

namespace lyceum::media {

// A part of a recording, in the recording's own time (as in its playlists).
struct Span {
  MediaMicros from{0}, to{MediaMicros::max()};
  bool operator==(const Span&) const = default;
};

struct CutRecording {
  Recording recording;
  MediaMicros from{0};  // where it begins in the whole
};

// The segments that overlap with the span, so up to a segment more at either end; of the strips, the pictures
// that were taken meanwhile. Sound goes with the picture that it was cut beside.
CutRecording cut(const Recording& whole, Span span);

// Whether these bytes of a file belong to a recording that was cut, or to the init segment of something that
// does. A name that is none, and a range that is not all inside, do not.
bool holds(const Recording& part, std::string_view name, std::uint64_t offset, std::uint64_t length);

}  // namespace lyceum::media
