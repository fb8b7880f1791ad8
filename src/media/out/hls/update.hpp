// What the packager gives out each time a viewer could see something new: a part with the playlists that list
// it.
//
// Immutable, built once per stream, shared by every shelf and every response.
#pragma once

#include "media/frame/frame.hpp"

#include <memory>
#include <optional>

namespace lyceum::media {

// A text as it is and gzipped. Empty = none.
struct HlsText {
  SharedBytes plain, gzip;
  explicit operator bool() const { return !plain.empty(); }
};

// What a recording needs to know where a segment begins.
struct HlsSegmentHead {
  Utc begins{};                    // when its first frame was taken
  std::int64_t discontinuity = 0;  // number of breaks before it, the same for both renditions
  SharedBytes init;                // ftyp + moov
};

struct HlsPart {
  std::int64_t msn = 0;
  std::size_t index = 0;
  SharedBytes bytes;                     // moof + mdat; empty: a gap
  std::uint64_t start = 0;               // decode time of its first frame, ticks of the track
  std::uint64_t duration = 0;            // ticks
  bool independent = false;              // starts with a frame at which decoding may start
  std::optional<HlsSegmentHead> head{};  // of the first part of a segment
};

struct HlsInit {
  std::int64_t msn = 0;  // the first segment that needs it
  SharedBytes bytes;     // ftyp + moov
};

struct HlsUpdate {
  TrackKind track = TrackKind::video;
  bool small = false;           // of the video, the smaller rendition; not recorded
  std::optional<HlsInit> init;  // came into use with this part
  std::optional<HlsPart> part;
  std::int64_t next_msn = 0;    // the segment being filled; all before it are complete
  std::int64_t oldest_msn = 0;  // what is older may be forgotten
  MediaMicros part_target{0};
  std::int64_t target_duration_s = 10;
  HlsText playlist;      // of this track, with this part
  HlsText delta;         // the same as a delta update; empty when nothing can be skipped
  HlsText multivariant;  // the same object until it changes
  bool ended = false;    // the lesson is over: nothing will follow
};

using HlsUpdatePtr = std::shared_ptr<const HlsUpdate>;

class HlsSink {
 public:
  virtual ~HlsSink() = default;
  virtual void publish(HlsUpdatePtr update) = 0;
};

}  // namespace lyceum::media
