// Is it UTF-8? (RFC 3629 §4: no overlong forms, no surrogates, nothing above U+10FFFF.)
#pragma once

#include "base/bytes/bytes.hpp"

namespace lyceum::ws {

bool is_utf8(ByteView bytes);
// The longest prefix of at most `max` bytes that does not end inside a character. Precondition: is_utf8.
std::string_view utf8_prefix(std::string_view text, std::size_t max);

}  // namespace lyceum::ws
