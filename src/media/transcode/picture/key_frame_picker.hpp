// Which key frames of a stream become pictures. A pure policy.
#pragma once

#include "media/frame/frame.hpp"
#include "wire/worker/message.hpp"

#include <optional>

namespace lyceum::media {

// One picture is being made at a time, and at most one in `every`. When it cannot be made, the distance
// doubles, up to `seldom`, until one can be made again.
class KeyFramePicker {
 public:
  KeyFramePicker(std::chrono::nanoseconds every, std::chrono::nanoseconds seldom)
      : every_(every), seldom_(seldom), distance_(every) {}

  bool wants(const Frame& frame, Mono now) const;
  // This frame is being made a picture of.
  void taken(Mono now);
  void answered(bool in_vain);

 private:
  const std::chrono::nanoseconds every_, seldom_;
  std::chrono::nanoseconds distance_;
  std::optional<Mono> last_;
  bool busy_ = false;
};

// Without wishes. Precondition: a frame that a picker wants.
worker::Draw order_for(const Frame& frame);

}  // namespace lyceum::media
