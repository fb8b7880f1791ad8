// Base64 for URLs and file names (RFC 4648 section 5), without padding.
#pragma once

#include "base/bytes/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

std::string base64url_encode(ByteView bytes);
// nullopt unless `text` is exactly what base64url_encode gives for some bytes: one spelling a value.
std::optional<Bytes> base64url_decode(std::string_view text);

}  // namespace lyceum
