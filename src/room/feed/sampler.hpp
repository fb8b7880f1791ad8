// Which comments everybody is shown when more are written than anybody can read: a burst passes whole, a
// flood is thinned out evenly. Staff is shown all, whoever wrote one sees it, and the record keeps
// everything. Pure.
#pragma once

#include "base/time/clock.hpp"

#include <algorithm>
#include <cstdint>

namespace lyceum::room {

class CommentSampler {
 public:
  static constexpr int a_second_usually = 100;

  // Twice as many may come at once.
  explicit CommentSampler(int a_second) : a_second_(a_second), milli_(2000 * std::int64_t{a_second}) {}

  // One more comment, written at `t`; times do not go back. False: it is too many.
  bool shows(Utc t) {
    const std::int64_t passed = utc_millis(t) - at_ms_;
    at_ms_ = utc_millis(t);
    if (passed > 0)
      milli_ =
          std::min(2000 * std::int64_t{a_second_}, milli_ + std::min<std::int64_t>(passed, 2000) * a_second_);
    if (milli_ < 1000) return false;
    milli_ -= 1000;
    return true;
  }

 private:
  int a_second_;
  std::int64_t milli_;  // thousandths of a comment that may still be shown
  std::int64_t at_ms_ = 0;
};

}  // namespace lyceum::room
