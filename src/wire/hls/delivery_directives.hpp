// What a player asks of a media playlist: the _HLS_ query parameters, and whether the answer is now, later or
// never.
//
// Source: draft-pantos-hls-rfc8216bis §6.2.5.1 (skip), §6.2.5.2 (blocking reload).
#pragma once

#include "base/result/result.hpp"
#include "base/time/media_time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace lyceum::hls {

struct DeliveryDirectives {
  std::optional<std::int64_t> msn;   // hold until this segment …
  std::optional<std::int64_t> part;  // … or this part of it is there
  bool skip = false;                 // a delta update is welcome
};

// The values of _HLS_msn, _HLS_part and _HLS_skip; nullopt = not in the query. Refused with 400: what is not
// a decimal number below 2^53, a part without a segment.
Result<DeliveryDirectives> parse_directives(std::optional<std::string_view> msn,
                                            std::optional<std::string_view> part,
                                            std::optional<std::string_view> skip);

// How far a rendition has got.
struct LiveEdge {
  std::int64_t msn = 0;                 // the segment being filled; all before it are complete
  std::size_t parts = 0;                // parts of it that exist
  std::size_t last_complete_parts = 0;  // parts of segment msn − 1
  MediaMicros part_target{350'000};
  bool ended = false;  // nothing will follow
};

enum class Reload { now, later, never };  // never: 400 at once

// later when the wished part or segment is not there yet; never when it lies more than two segments ahead, or
// further than the Advance Part Limit. A part index past the end of a complete segment means part 0 of the
// next.
Reload judge(const DeliveryDirectives& directives, const LiveEdge& edge);

// 3, or ⌈3 / part target⌉ when that is below a second.
std::int64_t advance_part_limit(MediaMicros part_target);

}  // namespace lyceum::hls
