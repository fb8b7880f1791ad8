// The playlists of a recording, while it grows (time shift) and afterwards (replay).
#pragma once

#include "media/recording/recording.hpp"

#include <string>

namespace lyceum::media {

// index.m3u8: picture with sound, and sound alone.
std::string replay_multivariant(const Recording& recording);

// video.m3u8, audio.m3u8. Empty when nothing of that kind was recorded.
std::string replay_playlist(const Recording& recording, TrackKind track, bool growing);

}  // namespace lyceum::media
