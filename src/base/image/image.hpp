// Which pictures we take from people. Nobody's word is taken for a type: the first bytes say it. Never SVG,
// which can hold scripts.
#pragma once

#include "base/bytes/bytes.hpp"

#include <optional>
#include <string_view>

namespace lyceum {

// "image/png", "image/jpeg", "image/webp"; nullopt: none of these. Static storage.
std::optional<std::string_view> sniff_image(ByteView bytes);

}  // namespace lyceum
