// Media time: a count of ticks whose rate is part of the type, so that 90 kHz and milliseconds cannot be
// mixed up.
#pragma once

#include <chrono>
#include <cstdint>
#include <ratio>

namespace lyceum {

// Signed; an origin is agreed on by context (a stream's first frame). Conversions between rates use
// duration_cast.
template <std::intmax_t Hz>
using MediaTime = std::chrono::duration<std::int64_t, std::ratio<1, Hz>>;

using MediaMillis = MediaTime<1000>;  // RTMP, FLV
using Media90k = MediaTime<90'000>;   // video in the hub, CMAF and RTP
using MediaMicros = MediaTime<1'000'000>;

}  // namespace lyceum
