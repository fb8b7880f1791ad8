// Why a player gets no stream.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::media {

enum class FlvRefusal {
  not_there,  // 404 no such stream; or no longer
  too_many,   // 503 this reactor has as many viewers as it may
};

Error refuse(FlvRefusal why);

}  // namespace lyceum::media
