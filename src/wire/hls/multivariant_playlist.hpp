// The multivariant playlist: which renditions there are and what a device needs for each.
//
// Source: draft-pantos-hls-rfc8216bis §4.4.6.1 (EXT-X-MEDIA) and §4.4.6.2 (EXT-X-STREAM-INF).
// EXT-X-INDEPENDENT-SEGMENTS is never claimed here: it would be a promise for the whole life of a live
// stream; media playlists make it while it holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lyceum::hls {

struct AudioRendition {
  std::string group;  // of EXT-X-STREAM-INF's AUDIO
  std::string name;   // shown by players
  std::string uri{};
  std::uint32_t channels = 2;
};

struct Variant {
  std::string uri{};
  std::int64_t bandwidth = 0;           // bit/s, peak, with the audio of its group
  std::int64_t average_bandwidth = 0;   // bit/s; 0 = left out
  std::string codecs{};                 // RFC 6381, joined by commas
  std::uint32_t width = 0, height = 0;  // 0 = no video
  std::uint32_t frame_rate_milli = 0;   // frames in 1,000 s; 0 = left out
  std::string audio_group{};            // empty = none
};

struct MultivariantPlaylist {
  std::vector<AudioRendition> audio;
  std::vector<Variant> variants;  // the first is what players start with
};

std::string render(const MultivariantPlaylist& playlist);

}  // namespace lyceum::hls
