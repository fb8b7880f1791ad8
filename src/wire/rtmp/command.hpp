// Commands and data messages: AMF values with a meaning by place. Source: RTMP 1.0, section 7.2.
#pragma once

#include "base/result/result.hpp"
#include "wire/amf/value.hpp"
#include "wire/rtmp/message.hpp"

#include <string>

namespace lyceum::rtmp {

struct Command {
  std::string name;        // "connect", "publish", "_result" …
  double transaction = 0;  // 0: no answer wanted
  amf::Array args;         // what follows; args[0] is the command object or null

  // args[index], or null when there are fewer.
  const amf::Value& arg(std::size_t index) const;
};

// Of a command message, AMF0 (20) or AMF3 (17: a zero byte, then AMF0).
Result<Command> read_command(const Message& message);
Bytes write_command(const Command& command);

// Metadata of a data message, AMF0 (18) or AMF3 (15): the object after "onMetaData", which may stand behind
// "@setDataFrame". Null when the message is about something else.
Result<amf::Value> read_metadata(const Message& message);
Bytes write_metadata(const amf::Object& metadata);

}  // namespace lyceum::rtmp
