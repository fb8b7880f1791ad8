// How playlists write numbers and times.
#pragma once

#include "base/time/clock.hpp"
#include "base/time/media_time.hpp"

#include <string>

namespace lyceum::hls {

// Seconds with five decimals: finer than any frame, and the sum of parts still equals the segment to the eye.
std::string seconds_text(MediaMicros time);

// "2026-11-22T14:00:00.123Z" (ISO 8601).
std::string date_time_text(Utc time);

}  // namespace lyceum::hls
