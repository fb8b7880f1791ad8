// Protocol control and user control messages. Source: RTMP 1.0, sections 5.4 and 7.1.7.
#pragma once

#include "base/bytes/reader.hpp"
#include "wire/rtmp/message.hpp"

namespace lyceum::rtmp {

enum class UserEvent : std::uint16_t {
  stream_begin = 0,
  stream_eof = 1,
  ping_request = 6,
  ping_response = 7
};

struct UserControl {
  UserEvent event = UserEvent::stream_begin;  // any value may arrive
  std::uint32_t value = 0;                    // stream id, or the ping's time in ms; 0 when absent
};

Result<UserControl> read_user_control(ByteView payload);
// Payload of Acknowledgement and Window Acknowledgement Size.
Result<std::uint32_t> read_u32(ByteView payload);

// Payloads.
Bytes u32_payload(std::uint32_t value);  // Set Chunk Size, Acknowledgement, Window Acknowledgement Size
Bytes peer_bandwidth_payload(std::uint32_t window);  // limit type 2, dynamic
Bytes user_control_payload(UserControl control);

}  // namespace lyceum::rtmp
