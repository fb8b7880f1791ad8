// The media playlist of a recording: byte ranges of files, one file a stretch without a break.
//
// Source: draft-pantos-hls-rfc8216bis §4.4.3.5 (EXT-X-PLAYLIST-TYPE), §4.4.4.2 (EXT-X-BYTERANGE), §4.4.4.5
// (EXT-X-MAP), §4.4.4.7 (EXT-X-GAP).
#pragma once

#include "base/time/clock.hpp"
#include "base/time/media_time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lyceum::hls {

struct RecordedSegment {
  MediaMicros duration{0};
  std::uint64_t offset = 0, bytes = 0;
  Utc program_date_time{};
};

struct RecordedStretch {
  std::string uri;
  std::uint64_t init_bytes = 0;  // the init segment stands at the beginning of the file
  std::vector<RecordedSegment> segments;
  bool gap = false;  // this rendition is missing here; the segments are those of another
};

struct RecordedPlaylist {
  std::vector<RecordedStretch> stretches;
  bool independent = true;             // every segment starts with a frame at which decoding may start
  bool ended = false;                  // VOD, else EVENT: more will be appended
  std::int64_t target_duration_s = 2;  // at least; longer when a segment is
};

std::string render(const RecordedPlaylist& playlist);

}  // namespace lyceum::hls
