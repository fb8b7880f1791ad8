// How many messages one socket may send, and how many of them may be nonsense. Pure; 16 bytes, since every
// socket has one.
#pragma once

#include "base/time/clock.hpp"

#include <algorithm>
#include <cstdint>

namespace lyceum::room {

class Patience {
 public:
  static constexpr int errors_max = 20;  // within …
  static constexpr std::uint32_t error_window_ms = 5000;

  struct Allowance {
    std::uint16_t at_once;
    std::uint16_t a_second;
    std::uint16_t unanswered;
  };
  static constexpr Allowance learner{40, 5, 32};
  static constexpr Allowance staff{1000, 500, 512};  // staff is exempt from flood limits, but not endless

  // One more message; nothing: it may be handled. Otherwise how long to wait.
  std::chrono::milliseconds take(Allowance allowance, Mono now) {
    refill(allowance, millis(now));
    if (unanswered_ >= allowance.unanswered) return milliseconds(1000);
    if (used_milli_ + 1000 > allowance.at_once * 1000U)
      return milliseconds((used_milli_ + 1000 - allowance.at_once * 1000U) / allowance.a_second + 1);
    used_milli_ += 1000;
    return milliseconds(0);
  }
  void asked() { ++unanswered_; }
  void answered() { unanswered_ -= unanswered_ > 0; }

  // One more error; false: that was one too many.
  bool forgive(Mono now) {
    const std::uint32_t at = millis(now);
    if (at - first_error_ > error_window_ms) {
      first_error_ = at;
      errors_ = 0;
    }
    return ++errors_ < errors_max;
  }

 private:
  static std::uint32_t millis(Mono t) {
    return static_cast<std::uint32_t>(std::chrono::duration_cast<milliseconds>(t.time_since_epoch()).count());
  }
  void refill(Allowance allowance, std::uint32_t at) {
    const std::uint64_t back = std::uint64_t{at - last_} * allowance.a_second;
    used_milli_ -= static_cast<std::uint32_t>(std::min<std::uint64_t>(back, used_milli_));
    last_ = at;
  }

  std::uint32_t last_ = 0;         // ms
  std::uint32_t used_milli_ = 0;   // of the allowance, in thousandths of a message
  std::uint32_t first_error_ = 0;  // ms
  std::uint16_t unanswered_ = 0;
  std::uint16_t errors_ = 0;
};

}  // namespace lyceum::room
