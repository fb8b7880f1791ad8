// NAL units in an access unit: length-prefixed (ISO/IEC 14496-15 §5.3.3) or, from encoders that do it wrong,
// with start codes (H.264 Annex B).
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <vector>

namespace lyceum::avc {

inline constexpr std::size_t nals_max = 1000;  // in one access unit

// The NAL units, borrowed. `length_size`: 1, 2 or 4. Empty ones are left out. Error: lengths that do not fit.
Result<std::vector<ByteView>> split_length_prefixed(ByteView unit, unsigned length_size);

bool starts_with_start_code(ByteView unit);
// Precondition: starts_with_start_code(). At most nals_max; the rest is left in the last one.
std::vector<ByteView> split_start_codes(ByteView unit);

// Each after its length in four bytes.
Bytes join_length_prefixed(const std::vector<ByteView>& nals);

}  // namespace lyceum::avc
