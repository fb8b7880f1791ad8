// A live media playlist with low-latency parts, as a model and as text.
//
// Source: draft-pantos-hls-rfc8216bis (tags by section below), with its low-latency server profile (Appendix
// B). Written only what the model says; nothing here knows a clock or a segment's bytes.
#pragma once

#include "base/time/clock.hpp"
#include "base/time/media_time.hpp"

#include <deque>
#include <string>
#include <vector>

namespace lyceum::hls {

struct Part {
  std::string uri;
  MediaMicros duration{0};
  bool independent = false;  // starts with a frame at which decoding may start
  bool gap = false;          // there is nothing to fetch
};

struct Segment {
  std::string uri;      // of the whole segment
  std::string map_uri;  // its init segment
  std::vector<Part> parts;
  bool complete = false;  // only the last segment of a playlist may be incomplete
  std::uint32_t discontinuities =
      0;                    // EXT-X-DISCONTINUITY tags in front of it: 1 per break since the last segment
  bool gap = false;         // there is nothing to fetch, nor of its parts (§4.4.4.7)
  Utc program_date_time{};  // of its first presented frame

  MediaMicros duration() const;
  bool independent() const { return !parts.empty() && parts.front().independent; }
};

// §4.4.5.4. Where another rendition of the same stream has got to.
struct RenditionReport {
  std::string uri;
  std::int64_t last_msn = 0;
  std::size_t last_part = 0;
};

struct MediaPlaylist {
  std::int64_t target_duration_s =
      10;                           // §4.4.3.1, never changes; every segment, rounded, is at most that long
  MediaMicros part_target{0};       // §4.4.3.7: no part is longer
  std::int64_t media_sequence = 0;  // number of the first segment
  std::int64_t discontinuity_sequence = 0;  // of the first segment
  std::deque<Segment> segments;
  std::string preload_hint;  // the next part; empty once ended
  std::vector<RenditionReport> reports;
  bool ended = false;
};

// Oldest segments that a delta update leaves out (§6.2.5.1): those that end more than the skip boundary of
// six target durations before the end of the playlist.
std::size_t skippable_segments(const MediaPlaylist& playlist);

// The text (UTF-8, LF). Parts are listed only in segments that end within three target durations of the end.
// EXT-X-INDEPENDENT-SEGMENTS stands there only while it is true of every segment listed.
// `skipped` > 0 makes a delta update; precondition: skipped <= skippable_segments().
std::string render(const MediaPlaylist& playlist, std::size_t skipped = 0);

}  // namespace lyceum::hls
