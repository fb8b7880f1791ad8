// Time of day and time that only moves forward, as types; and the clock that hands them out.
//
// Protocol machines and rooms never ask a clock: `now` is an argument. Only L3 and above hold a Clock, so
// that tests and simulations inject their own.
#pragma once

#include <chrono>
#include <cstdint>

namespace lyceum {

using Utc = std::chrono::sys_time<std::chrono::microseconds>;  // stored and shown; may jump
using Mono = std::chrono::time_point<std::chrono::steady_clock,
                                     std::chrono::nanoseconds>;  // timers, limits; never jumps

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

inline std::int64_t utc_micros(Utc t) { return t.time_since_epoch().count(); }
inline std::int64_t utc_millis(Utc t) { return utc_micros(t) / 1000; }
inline Utc utc_from_micros(std::int64_t us) { return Utc(microseconds(us)); }

// May be asked from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Utc utc() const = 0;
  virtual Mono mono() const = 0;
};

class SystemClock final : public Clock {
 public:
  Utc utc() const override {
    return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
  }
  Mono mono() const override { return std::chrono::steady_clock::now(); }
};

// A clock that stands still until told otherwise. For tests; not thread-safe.
class ManualClock final : public Clock {
 public:
  Utc utc() const override { return utc_; }
  Mono mono() const override { return mono_; }
  void advance(std::chrono::nanoseconds by) {
    mono_ += by;
    utc_ += std::chrono::duration_cast<microseconds>(by);
  }
  void set_utc(Utc t) { utc_ = t; }

 private:
  Utc utc_ = Utc(std::chrono::hours(24 * 365 * 56));  // some day in 2025
  Mono mono_ = Mono(std::chrono::hours(1));
};

}  // namespace lyceum
