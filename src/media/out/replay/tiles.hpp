// tiles.json: which moments of a recording its strips show.
#pragma once

#include "media/recording/recording.hpp"

#include <string>

namespace lyceum::media {

// {"strips":[{"uri":"1-tiles.strip","tiles":[[at_ms,offset,bytes],…]},…]}: at_ms is the place in the
// recording, as in its playlists, rising within a strip; offset and bytes are where the JPEG stands in the
// file. Moments that were not recorded are left out.
std::string replay_tiles(const Recording& recording);

}  // namespace lyceum::media
