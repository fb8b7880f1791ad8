// The header that a player reads before any fragment: ftyp and moov (ISO/IEC 14496-12 §4.3, §8.2; CMAF,
// ISO/IEC 23000-19 §7.3.1). No samples inside, no edit list: composition offsets are signed and times are the
// stream's own.
#pragma once

#include "wire/fmp4/sample_entry.hpp"

#include <span>

namespace lyceum::fmp4 {

// CMAF wants one track a file; a recording may hold several. Precondition: at least one track, ids differ.
Bytes write_init_segment(std::span<const Track> tracks);

}  // namespace lyceum::fmp4
