// Builds WebSocket frames (RFC 6455 §5.2). A server's frame is built once and shared by all its receivers.
#pragma once

#include "wire/ws/frame.hpp"

#include <array>
#include <string_view>

namespace lyceum::ws {

// Server side: unmasked, final.
SharedBytes text_frame(std::string_view text);
SharedBytes binary_frame(ByteView bytes);
// One text message in two frames (§5.4), so that its second half can be shared by receivers whose first
// halves differ. They follow one another directly. Each half is whole UTF-8 text.
SharedBytes first_text_fragment(std::string_view text);
SharedBytes last_text_fragment(std::string_view text);
// Payloads of control frames are cut at 125 bytes.
SharedBytes ping_frame(ByteView payload = {});
SharedBytes pong_frame(ByteView payload);
// The reason is cut at 123 bytes, never inside a UTF-8 character. close_no_code and close_abnormal give an
// empty payload.
SharedBytes close_frame(CloseCode code, std::string_view reason = {});

// Client side: masked with `mask` (§5.3: must be unpredictable; it comes from the caller).
Bytes masked_frame(Opcode opcode, ByteView payload, std::array<std::uint8_t, 4> mask);

}  // namespace lyceum::ws
