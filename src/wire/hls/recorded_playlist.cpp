#include "wire/hls/recorded_playlist.hpp"

#include "wire/hls/text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace lyceum::hls {
namespace {

using Out = std::back_insert_iterator<std::string>;

// §4.4.3.1: every segment, rounded to whole seconds, is at most that long.
std::int64_t target_duration(const RecordedPlaylist& playlist) {
  std::int64_t target = playlist.target_duration_s;
  for (const RecordedStretch& stretch : playlist.stretches)
    for (const RecordedSegment& segment : stretch.segments)
      target = std::max(target, (segment.duration.count() + 500'000) / 1'000'000);
  return target;
}

void write_stretch(Out out, const RecordedStretch& stretch) {
  if (!stretch.gap)
    fmt::format_to(out, "#EXT-X-MAP:URI=\"{}\",BYTERANGE=\"{}@0\"\n", stretch.uri, stretch.init_bytes);
  for (const RecordedSegment& segment : stretch.segments) {
    fmt::format_to(out, "#EXT-X-PROGRAM-DATE-TIME:{}\n", date_time_text(segment.program_date_time));
    if (stretch.gap) fmt::format_to(out, "#EXT-X-GAP\n");
    fmt::format_to(out, "#EXTINF:{},\n", seconds_text(segment.duration));
    if (!stretch.gap) fmt::format_to(out, "#EXT-X-BYTERANGE:{}@{}\n", segment.bytes, segment.offset);
    fmt::format_to(out, "{}\n", stretch.uri);
  }
}

}  // namespace

std::string render(const RecordedPlaylist& playlist) {
  std::string text;
  text.reserve(16 * 1024);
  const Out out(text);
  fmt::format_to(out, "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-TARGETDURATION:{}\n", target_duration(playlist));
  fmt::format_to(out, "#EXT-X-PLAYLIST-TYPE:{}\n#EXT-X-MEDIA-SEQUENCE:0\n", playlist.ended ? "VOD" : "EVENT");
  if (playlist.independent) fmt::format_to(out, "#EXT-X-INDEPENDENT-SEGMENTS\n");
  bool first = true;
  for (const RecordedStretch& stretch : playlist.stretches) {
    if (!std::exchange(first, false)) fmt::format_to(out, "#EXT-X-DISCONTINUITY\n");
    write_stretch(out, stretch);
  }
  if (playlist.ended) fmt::format_to(out, "#EXT-X-ENDLIST\n");
  return text;
}

}  // namespace lyceum::hls
