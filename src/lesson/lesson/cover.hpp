// A lesson's cover picture.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <string_view>

namespace lyceum::lesson {

constexpr std::size_t kCoverMax = 2u << 20;

struct Cover {
  std::string_view type;  // static storage, as from base/image
  Bytes bytes;
};

// Refusals: cover_too_large, cover_type.
Result<Cover> checked_cover(Bytes bytes);

}  // namespace lyceum::lesson
