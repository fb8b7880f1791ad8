// The box `prft` (ISO/IEC 14496-12 §8.16.5): at which time of day the media that follows was taken.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

namespace lyceum::fmp4 {

struct ProducerTime {
  std::uint32_t track_id = 1;
  Utc utc{};                     // between 1970 and 2036 (NTP's first era)
  std::uint64_t media_time = 0;  // the same moment, ticks of the track
};

// The whole box, 32 bytes; version 1, 64-bit media time.
Bytes write_producer_time(const ProducerTime& time);

// `body`: after size and type. Both versions.
Result<ProducerTime> read_producer_time(ByteView body);

}  // namespace lyceum::fmp4
