// What a player needs of a low-latency playlist to stay at its end (rfc8216bis §6.2.5.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::bench {

struct PlaylistEnd {
  std::int64_t next_msn = 0;       // the part that comes next: its segment …
  int next_part = 0;               // … and its place in it
  std::vector<std::string> parts;  // URIs of the parts behind `after`; only the last one if it is not listed
};

// `after`: the URI of the last part that was loaded; empty at first.
PlaylistEnd read_end(std::string_view playlist, std::string_view after);

// The media playlists of a multivariant one: pictures first, then the sound if it is apart.
std::vector<std::string> read_renditions(std::string_view multivariant);

}  // namespace lyceum::bench
