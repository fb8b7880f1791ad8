// Reads AMF0 values that came from outside.
//
// Objects, typed objects and ECMA arrays are read alike; the count of an ECMA array is only a hint and is
// ignored. A list of members that the input ends between two members is taken as complete: some encoders
// leave out the end marker. Refused: references, AMF3 (marker 0x11), nesting deeper than max_depth, more than
// max_values values.
#pragma once

#include "base/bytes/reader.hpp"
#include "wire/amf/value.hpp"

namespace lyceum::amf {

inline constexpr int max_depth = 8;
inline constexpr int max_values = 1000;  // in one call

// The next value; the reader stands behind it.
Result<Value> read_value(ByteReader& in);
// All values up to the end of the input.
Result<Array> read_all(ByteView bytes);

}  // namespace lyceum::amf
