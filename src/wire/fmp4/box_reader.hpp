// Reads boxes (ISO/IEC 14496-12 §4.2) of untrusted bytes, one level at a time.
#pragma once

#include "base/bytes/reader.hpp"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace lyceum::fmp4 {

// Borrowed from the input.
struct Box {
  std::string_view type;  // four characters
  ByteView body;          // after size and type
};

// The boxes that fill `bytes`. Refused: a box that is longer than its surroundings or shorter than its own
// head, more than 4,096 boxes. 64-bit sizes and "to the end" (size 0) are understood.
Result<std::vector<Box>> read_boxes(ByteView bytes);

// The body of the first box at that path, e.g. find_box(bytes, {"moof", "traf", "tfdt"}).
Result<ByteView> find_box(ByteView bytes, std::initializer_list<std::string_view> path);

}  // namespace lyceum::fmp4
