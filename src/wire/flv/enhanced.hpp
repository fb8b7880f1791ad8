// What enhanced audio and video headers have in common: ModEx packets and tracks.
// Source: "Enhanced RTMP" v2 (Veovera), "Enhanced Audio", "Enhanced Video".
#pragma once

#include "base/bytes/reader.hpp"

#include <array>

namespace lyceum::flv {

using FourCc = std::array<char, 4>;

constexpr FourCc four_cc(const char (&text)[5]) { return {text[0], text[1], text[2], text[3]}; }

// The part of the tag's buffer that `part` views, sharing it.
inline SharedBytes share(const SharedBytes& tag, ByteView part) {
  return part.empty() ? SharedBytes()
                      : tag.slice(static_cast<std::size_t>(part.data() - tag.data()), part.size());
}

// Packet types that audio and video number alike.
inline constexpr unsigned sequence_start = 0, coded_frames = 1, sequence_end = 2, mod_ex = 7;

struct EnhancedHeader {
  unsigned packet_type = 0;
  std::uint32_t nano_offset = 0;
  FourCc codec{};
  ByteView body;           // of track 0
  bool has_track = false;  // false: a multitrack message without track 0
};

// `packet_type` from the first byte; the reader stands behind it. `multitrack_type`: 6 in video, 5 in audio.
// Reads the tag to its end.
Result<EnhancedHeader> read_enhanced(unsigned packet_type, unsigned multitrack_type, ByteReader in);

// Only the ModEx packets, if there are any: what remains is the packet type behind them.
struct ModExResult {
  unsigned packet_type = 0;
  std::uint32_t nano_offset = 0;
};
Result<ModExResult> read_mod_ex(unsigned packet_type, ByteReader& in);

}  // namespace lyceum::flv
