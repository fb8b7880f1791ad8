// RTMP's 32-bit milliseconds as a time that goes on: they wrap after 49 d 17 h.
#pragma once

#include "base/time/media_time.hpp"

#include <cstdint>
#include <optional>

namespace lyceum::media {

class TimestampUnwrapper {
 public:
  // Each time is taken to lie within 24.8 days of the one before, on either side. Audio and video share one
  // object.
  MediaMicros unwrap(std::uint32_t timestamp_ms) {
    if (!last_) {
      last_ = timestamp_ms;
    } else {
      *last_ += static_cast<std::int32_t>(timestamp_ms - static_cast<std::uint32_t>(*last_));
    }
    return MediaMillis(*last_);
  }

 private:
  std::optional<std::int64_t> last_;  // ms
};

}  // namespace lyceum::media
