#include "wire/rtmp/command.hpp"

#include "wire/amf/read.hpp"
#include "wire/amf/write.hpp"

namespace lyceum::rtmp {
namespace {

ByteView values_of(const Message& message) {
  const ByteView bytes = message.payload.view();
  const bool wrapped = message.type == MessageType::command_amf3 || message.type == MessageType::data_amf3;
  return wrapped && !bytes.empty() && bytes[0] == 0 ? bytes.subspan(1) : bytes;
}

}  // namespace

const amf::Value& Command::arg(std::size_t index) const {
  static const amf::Value null;
  return index < args.size() ? args[index] : null;
}

Result<Command> read_command(const Message& message) {
  LYCEUM_TRY(amf::Array values, amf::read_all(values_of(message)));
  if (values.empty() || values[0].text().empty()) return Failure(malformed("rtmp_command", "no name"));
  Command command;
  command.name = std::string(values[0].text());
  if (values.size() > 1) command.transaction = values[1].number_or(0);
  for (std::size_t i = 2; i < values.size(); ++i) command.args.push_back(std::move(values[i]));
  return command;
}

Bytes write_command(const Command& command) {
  amf::Array values{amf::Value(command.name), amf::Value(command.transaction)};
  values.insert(values.end(), command.args.begin(), command.args.end());
  return amf::write_all(values);
}

Result<amf::Value> read_metadata(const Message& message) {
  ByteReader in(values_of(message));
  LYCEUM_TRY(amf::Value name, amf::read_value(in));
  if (name.text() == "@setDataFrame" && !in.at_end()) {
    LYCEUM_TRY(name, amf::read_value(in));
  }
  if (name.text() != "onMetaData" || in.at_end()) return amf::Value();
  return amf::read_value(in);
}

Bytes write_metadata(const amf::Object& metadata) {
  return amf::write_all({amf::Value("@setDataFrame"), amf::Value("onMetaData"), amf::Value(metadata)});
}

}  // namespace lyceum::rtmp
