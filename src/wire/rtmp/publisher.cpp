#include "wire/rtmp/publisher.hpp"

#include "wire/rtmp/control.hpp"

#include <cmath>

namespace lyceum::rtmp {
namespace {

constexpr std::uint32_t own_chunk_size = 65'536;
constexpr std::uint8_t control_chunks = 2, command_chunks = 3, audio_chunks = 4, video_chunks = 6;
constexpr double connect_call = 1, release_call = 2, announce_call = 3, create_call = 4, publish_call = 5;

Failure refused(std::string_view code) {
  return Failure(Error{.status = 403,
                       .code = "rtmp_refused",
                       .en = "The server refused the stream.",
                       .zh = "服务器拒绝了推流。",
                       .detail = std::string(code)});
}

std::string_view status_code(const Command& command) {
  const amf::Value* code = command.arg(1).find("code");
  return code ? code->text() : std::string_view();
}

}  // namespace

Result<void> PublisherSession::on_bytes(ByteView bytes, PublisherEvents& events) {
  while (!bytes.empty()) {
    if (!handshake_.done()) {
      LYCEUM_TRY(Bytes reply, handshake_.on_bytes(bytes));
      if (!reply.empty()) events.send(std::move(reply));
      if (handshake_.done()) connect(events);
      continue;
    }
    LYCEUM_TRY(const std::optional<Message> message, reader_.read(bytes));
    if (message) LYCEUM_CHECK(handle(*message, events));
  }
  return {};
}

void PublisherSession::connect(PublisherEvents& events) {
  ByteWriter out;
  writer_.write(out, control_chunks, MessageType::set_chunk_size, 0, 0, u32_payload(own_chunk_size));
  writer_.set_chunk_size(own_chunk_size);
  const amf::Object self{{{"app", target_.app},
                          {"type", "nonprivate"},
                          {"flashVer", target_.encoder},
                          {"tcUrl", target_.tc_url}},
                         false};
  put(out, 0, {"connect", connect_call, {amf::Value(self)}});
  events.send(out.take());
}

Result<void> PublisherSession::handle(const Message& message, PublisherEvents& events) {
  if (message.type == MessageType::command || message.type == MessageType::command_amf3) {
    LYCEUM_TRY(const Command command, read_command(message));
    return handle_command(command, events);
  }
  if (message.type == MessageType::acknowledgement) {
    LYCEUM_TRY(const std::uint32_t bytes, read_u32(message.payload.view()));
    events.on_acknowledged(bytes);
    return {};
  }
  if (message.type != MessageType::user_control) return {};
  LYCEUM_TRY(const UserControl control, read_user_control(message.payload.view()));
  if (control.event != UserEvent::ping_request) return {};
  ByteWriter out;
  writer_.write(out, control_chunks, MessageType::user_control, 0, 0,
                user_control_payload({UserEvent::ping_response, control.value}));
  events.send(out.take());
  return {};
}

Result<void> PublisherSession::handle_command(const Command& command, PublisherEvents& events) {
  ByteWriter out;
  if (command.name == "_error" && (command.transaction == connect_call || command.transaction == create_call))
    return refused(status_code(command));
  if (command.name == "_result" && command.transaction == connect_call && !connected_) {
    connected_ = true;
    put(out, 0, {"releaseStream", release_call, {amf::Value(), target_.stream}});
    put(out, 0, {"FCPublish", announce_call, {amf::Value(), target_.stream}});
    put(out, 0, {"createStream", create_call, {amf::Value()}});
  } else if (command.name == "_result" && command.transaction == create_call && stream_id_ == 0) {
    const double id = command.arg(1).number_or(0);
    if (!(id >= 1 && id <= 65'535)) return Failure(malformed("rtmp_publisher", "stream id"));
    stream_id_ = static_cast<std::uint32_t>(id);
    put(out, stream_id_, {"publish", publish_call, {amf::Value(), target_.stream, "live"}});
  } else if (command.name == "onStatus") {
    const std::string_view code = status_code(command);
    if (code == "NetStream.Publish.Start" && !ready_) {
      ready_ = true;
      events.on_ready();
    } else if (const auto* level = command.arg(1).find("level"); level && level->text() == "error") {
      return refused(code);
    }
  }
  if (out.size() > 0) events.send(out.take());
  return {};
}

void PublisherSession::send_metadata(const amf::Object& metadata, PublisherEvents& events) const {
  ByteWriter out;
  writer_.write(out, audio_chunks, MessageType::data, stream_id_, 0, write_metadata(metadata));
  events.send(out.take());
}

void PublisherSession::send_media(MessageType type, std::uint32_t timestamp_ms, ByteView body,
                                  PublisherEvents& events) const {
  ByteWriter out(body.size() + 32);
  writer_.write(out, type == MessageType::audio ? audio_chunks : video_chunks, type, stream_id_, timestamp_ms,
                body);
  events.send(out.take());
}

void PublisherSession::finish(PublisherEvents& events) const {
  ByteWriter out;
  put(out, 0, {"FCUnpublish", 0, {amf::Value(), target_.stream}});
  put(out, 0, {"deleteStream", 0, {amf::Value(), static_cast<double>(stream_id_)}});
  events.send(out.take());
}

void PublisherSession::put(ByteWriter& out, std::uint32_t stream_id, Command command) const {
  writer_.write(out, command_chunks, MessageType::command, stream_id, 0, write_command(command));
}

}  // namespace lyceum::rtmp
