// The opening handshake's key (RFC 6455 §4.2.2 step 5.4).
#pragma once

#include "base/bytes/bytes.hpp"

#include <string>
#include <string_view>

namespace lyceum::ws {

// True for the base64 of exactly 16 bytes (§4.2.1 item 5).
bool is_handshake_key(std::string_view key);
// Sec-WebSocket-Accept for a Sec-WebSocket-Key.
std::string handshake_accept(std::string_view key);
// A client's key from 16 random bytes.
std::string handshake_key(ByteView sixteen_random_bytes);

}  // namespace lyceum::ws
