// Pictures turned and mirrored as a file asks for: phones write them as the sensor lies.
#pragma once

#include "media/codec/held.hpp"

#include <optional>

namespace lyceum::media {

// Multiples of 90°, mirrored or not: where a step to the right, and one down, in the upright picture leads in
// the stored one. Each is -1, 0 or 1.
struct Turn {
  int right_x = 1, right_y = 0, down_x = 0, down_y = 1;

  bool is_none() const { return right_x == 1 && down_y == 1; }
  bool is_sideways() const { return right_x == 0; }
  // Of a display matrix (ISO/IEC 14496-12 §8.3.2); what is askew is left as it is.
  static Turn of(const std::int32_t* matrix);
};

// 4:2:0 in eight bits. Null: no memory.
Held<AVFrame> turned(const Ffmpeg& ffmpeg, const AVFrame& picture, const Turn& turn);

}  // namespace lyceum::media
