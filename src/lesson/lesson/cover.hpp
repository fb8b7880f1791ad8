// A lesson's cover picture.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <optional>
#include <string_view>

namespace lyceum::lesson {

constexpr std::size_t kCoverMax = 2u << 20;

// "image/png", "image/jpeg", "image/webp" by its first bytes; nullopt: none of these. Nobody's word is taken
// for it.
std::optional<std::string_view> sniff_image(ByteView bytes);

struct Cover {
  std::string_view type;  // static storage, as from sniff_image
  Bytes bytes;
};

// Refusals: cover_too_large, cover_type.
Result<Cover> checked_cover(Bytes bytes);

}  // namespace lyceum::lesson
