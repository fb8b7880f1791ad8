// Randomness from the operating system, good enough for secrets. From any thread. Protocol machines and rooms
// do not call it: randomness is given to them.
#pragma once

#include "base/bytes/bytes.hpp"

#include <cstdint>

namespace lyceum {

Bytes random_bytes(std::size_t count);
// Uniform in [low, high]. Precondition: 0 <= low <= high.
std::int64_t random_between(std::int64_t low, std::int64_t high);

}  // namespace lyceum
