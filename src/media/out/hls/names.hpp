// The names of everything below /hls/TOKEN/LESSON/. A name is never used twice: segment numbers never fall.
//
//   index.m3u8 video.m3u8 audio.m3u8 small.m3u8
//   v-init-70000000.mp4   init segment, from segment 70000000 on      v-70000000.m4s     whole segment
//   v-70000000-4.m4s      part 4 of segment 70000000                  a-…                the same of the
//   sound                                                         s-…                the same of the
//   small picture
#pragma once

#include "media/frame/frame.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::media {

// `small`: of the video, the smaller rendition.
constexpr std::string_view hls_playlist_name(TrackKind track, bool small = false) {
  if (small) return "small.m3u8";
  return track == TrackKind::video ? "video.m3u8" : "audio.m3u8";
}
std::string hls_init_name(TrackKind track, std::int64_t msn, bool small = false);
std::string hls_segment_name(TrackKind track, std::int64_t msn, bool small = false);
std::string hls_part_name(TrackKind track, std::int64_t msn, std::size_t part, bool small = false);

struct HlsName {
  enum class Kind { multivariant, playlist, init, segment, part };
  Kind kind = Kind::multivariant;
  TrackKind track = TrackKind::video;
  std::int64_t msn = 0;
  std::size_t part = 0;
  bool small = false;
};

// Only the exact spelling above; anything else is nullopt.
std::optional<HlsName> parse_hls_name(std::string_view name);

}  // namespace lyceum::media
