// An RTMP message: what the chunks of a chunk stream add up to.
// Source: "Real-Time Messaging Protocol (RTMP) specification" 1.0 (Adobe, 2012), sections 5.4, 6.2, 7.1.
#pragma once

#include "base/bytes/bytes.hpp"

namespace lyceum::rtmp {

enum class MessageType : std::uint8_t {
  set_chunk_size = 1,
  abort = 2,
  acknowledgement = 3,
  user_control = 4,
  window_ack_size = 5,
  set_peer_bandwidth = 6,
  audio = 8,
  video = 9,
  data_amf3 = 15,
  command_amf3 = 17,
  data = 18,     // AMF0: @setDataFrame, onMetaData
  command = 20,  // AMF0
};

struct Message {
  MessageType type = MessageType::command;  // any value may arrive, also one not named above
  std::uint32_t stream_id = 0;
  std::uint32_t timestamp_ms = 0;  // wraps after 49 d 17 h
  SharedBytes payload;
};

}  // namespace lyceum::rtmp
