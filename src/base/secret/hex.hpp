// Bytes as lower-case hexadecimal digits, and back.
#pragma once

#include "base/secret/secret_key.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

std::string hex(ByteView bytes);
// 64 digits, lower case: one spelling a value.
std::optional<Digest> digest_from_hex(std::string_view digits);

}  // namespace lyceum
