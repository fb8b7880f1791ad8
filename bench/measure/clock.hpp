// CLOCK_MONOTONIC: what senders stamp and receivers compare with, also across processes of one machine.
#pragma once

#include <cstdint>

#include <time.h>

namespace lyceum::bench {

inline std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

}  // namespace lyceum::bench
