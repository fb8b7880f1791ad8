#include "wire/hls/media_playlist.hpp"

#include "wire/hls/text.hpp"

#include <iterator>

#include <fmt/format.h>

namespace lyceum::hls {
namespace {

using Out = std::back_insert_iterator<std::string>;

MediaMicros target(const MediaPlaylist& playlist, int times) {
  return MediaMicros(playlist.target_duration_s * times * 1'000'000);
}

// For every segment how long before the end of the playlist it ends.
std::vector<MediaMicros> ends_before_end(const MediaPlaylist& playlist) {
  std::vector<MediaMicros> result(playlist.segments.size());
  MediaMicros after{0};
  for (std::size_t i = playlist.segments.size(); i-- > 0;) {
    result[i] = after;
    after += playlist.segments[i].duration();
  }
  return result;
}

bool all_independent(const MediaPlaylist& playlist) {
  for (const Segment& segment : playlist.segments)
    if (!segment.gap && !segment.parts.empty() && !segment.independent()) return false;
  return true;
}

// §4.4.3.8: PART-HOLD-BACK at least three part targets, HOLD-BACK three and CAN-SKIP-UNTIL six target
// durations.
void head(Out out, const MediaPlaylist& playlist) {
  fmt::format_to(out, "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:{}\n", playlist.target_duration_s);
  fmt::format_to(
      out,
      "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK={},HOLD-BACK={}.0,CAN-SKIP-UNTIL={}.0\n",
      seconds_text(playlist.part_target * 3), playlist.target_duration_s * 3, playlist.target_duration_s * 6);
  fmt::format_to(out, "#EXT-X-PART-INF:PART-TARGET={}\n", seconds_text(playlist.part_target));
  fmt::format_to(out, "#EXT-X-MEDIA-SEQUENCE:{}\n", playlist.media_sequence);
  fmt::format_to(out, "#EXT-X-DISCONTINUITY-SEQUENCE:{}\n", playlist.discontinuity_sequence);
  if (all_independent(playlist)) fmt::format_to(out, "#EXT-X-INDEPENDENT-SEGMENTS\n");
}

void segment_head(Out out, const Segment& segment, bool new_map) {
  for (std::uint32_t i = 0; i < segment.discontinuities; ++i) fmt::format_to(out, "#EXT-X-DISCONTINUITY\n");
  if (new_map) fmt::format_to(out, "#EXT-X-MAP:URI=\"{}\"\n", segment.map_uri);
  fmt::format_to(out, "#EXT-X-PROGRAM-DATE-TIME:{}\n", date_time_text(segment.program_date_time));
}

void segment_body(Out out, const Segment& segment, bool with_parts) {
  if (with_parts)
    for (const Part& part : segment.parts)
      fmt::format_to(out, "#EXT-X-PART:DURATION={},URI=\"{}\"{}{}\n", seconds_text(part.duration), part.uri,
                     part.independent ? ",INDEPENDENT=YES" : "", part.gap ? ",GAP=YES" : "");
  if (segment.gap) fmt::format_to(out, "#EXT-X-GAP\n");
  if (segment.complete)
    fmt::format_to(out, "#EXTINF:{},\n{}\n", seconds_text(segment.duration()), segment.uri);
}

void tail(Out out, const MediaPlaylist& playlist) {
  if (!playlist.preload_hint.empty())
    fmt::format_to(out, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}\"\n", playlist.preload_hint);
  for (const RenditionReport& report : playlist.reports)
    fmt::format_to(out, "#EXT-X-RENDITION-REPORT:URI=\"{}\",LAST-MSN={},LAST-PART={}\n", report.uri,
                   report.last_msn, report.last_part);
  if (playlist.ended) fmt::format_to(out, "#EXT-X-ENDLIST\n");
}

}  // namespace

MediaMicros Segment::duration() const {
  MediaMicros sum{0};
  for (const Part& part : parts) sum += part.duration;
  return sum;
}

std::size_t skippable_segments(const MediaPlaylist& playlist) {
  const auto before_end = ends_before_end(playlist);
  std::size_t count = 0;
  while (count < before_end.size() && before_end[count] > target(playlist, 6)) ++count;
  return count;
}

std::string render(const MediaPlaylist& playlist, std::size_t skipped) {
  std::string text;
  text.reserve(8192);
  const Out out(text);
  head(out, playlist);
  if (skipped > 0) fmt::format_to(out, "#EXT-X-SKIP:SKIPPED-SEGMENTS={}\n", skipped);
  const auto before_end = ends_before_end(playlist);
  for (std::size_t i = skipped; i < playlist.segments.size(); ++i) {
    const Segment& segment = playlist.segments[i];
    if (segment.parts.empty()) continue;
    const bool new_map =
        i == skipped || segment.discontinuities > 0 || segment.map_uri != playlist.segments[i - 1].map_uri;
    segment_head(out, segment, new_map);
    segment_body(out, segment, before_end[i] <= target(playlist, 3));
  }
  tail(out, playlist);
  return text;
}

}  // namespace lyceum::hls
