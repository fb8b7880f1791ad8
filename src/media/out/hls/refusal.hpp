// Why a player gets no playlist or part.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::media {

enum class HlsRefusal {
  not_there,    // 404 no such stream, rendition or part; or no longer
  too_far,      // 400 asked for what lies too far ahead
  nothing_new,  // 503 nothing came for three target durations
  too_many,     // 503 too many wait already
};

Error refuse(HlsRefusal why);

}  // namespace lyceum::media
