// The words of RFC 6455: opcodes, close codes, limits.
#pragma once

#include "base/bytes/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace lyceum::ws {

enum class Opcode : std::uint8_t {  // §5.2; the other values are reserved and refused
  continuation = 0x0,
  text = 0x1,
  binary = 0x2,
  close = 0x8,
  ping = 0x9,
  pong = 0xA,
};

constexpr bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 0x8; }

// Close codes (§7.4.1) are plain numbers: applications add their own from 4000 to 4999.
using CloseCode = std::uint16_t;
inline constexpr CloseCode close_normal = 1000;
inline constexpr CloseCode close_going_away = 1001;
inline constexpr CloseCode close_protocol_error = 1002;
inline constexpr CloseCode close_unsupported = 1003;  // binary where only text is spoken
inline constexpr CloseCode close_no_code = 1005;      // never on the wire: a close frame without a code
inline constexpr CloseCode close_abnormal =
    1006;  // never on the wire: the connection ended without a close frame
inline constexpr CloseCode close_bad_text = 1007;  // not UTF-8
inline constexpr CloseCode close_too_big = 1009;

inline constexpr std::size_t control_payload_max = 125;  // §5.5
inline constexpr std::size_t header_max = 14;            // 2 + 8 of length + 4 of mask

// A whole message or a control frame, unmasked; text has been checked to be UTF-8.
struct Message {
  Opcode opcode = Opcode::text;  // never continuation
  Bytes payload;
};

// What a close frame says.
struct CloseReason {
  CloseCode code = close_no_code;
  std::string_view text;  // borrowed from the payload
};

}  // namespace lyceum::ws
