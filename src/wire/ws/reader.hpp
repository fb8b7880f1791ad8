// Reads WebSocket frames from a byte stream cut anywhere, and joins fragments into messages (RFC 6455 §5).
//
// Sans-IO. Idle, it holds no memory; a message is held while it is incomplete, at most `message_max` bytes.
// What it refuses ends the connection: close it with the Violation's code.
#pragma once

#include "wire/ws/frame.hpp"

#include <array>
#include <expected>
#include <optional>
#include <string_view>

namespace lyceum::ws {

enum class Role { server, client };  // a server requires masked frames, a client unmasked ones (§5.1)

struct ReaderLimits {
  std::uint32_t message_max = 64 * 1024;  // bytes of one message, all fragments together → 1009
  std::uint16_t fragments_max = 64;       // frames of one message → 1009
};

struct Violation {
  CloseCode code;           // 1002 protocol, 1007 text, 1009 size
  std::string_view reason;  // for the close frame and the log; static storage
};

class FrameReader {
 public:
  FrameReader(Role role, ReaderLimits limits) : limits_(limits), role_(role) {}

  // Takes bytes from the front of `input` until a message is complete (and returns it) or the input is used
  // up (and returns nothing). Call again with what is left of `input`. After a Violation the reader is not
  // used any more.
  std::expected<std::optional<Message>, Violation> next(ByteView& input);

 private:
  std::optional<Violation> begin_frame();
  std::optional<Violation> check_kind(bool final, Opcode opcode);
  std::optional<Violation> check_length(std::uint64_t length);
  void take_payload(ByteView& input);
  std::expected<std::optional<Message>, Violation> end_frame();
  std::size_t header_size() const;

  Bytes message_;           // of the data message in progress, over all its fragments
  Bytes control_;           // of the control frame in progress
  std::uint64_t left_ = 0;  // payload bytes of this frame still to come
  ReaderLimits limits_;
  std::uint32_t position_ = 0;  // in this frame's payload, for the mask
  std::array<std::uint8_t, header_max> header_{};
  std::uint8_t header_have_ = 0;
  Role role_;
  Opcode frame_ = Opcode::continuation;           // of this frame
  Opcode message_opcode_ = Opcode::continuation;  // continuation: no data message in progress
  std::uint16_t fragments_ = 0;
  bool in_payload_ = false;
  bool final_ = false;
};

// Reads the payload of a close frame (§5.5.1). A violation: one byte, a reserved code, a reason that is not
// UTF-8.
std::expected<CloseReason, Violation> read_close(ByteView payload);

}  // namespace lyceum::ws
