#include "wire/rtmp/server_session.hpp"

#include "wire/rtmp/control.hpp"
#include "wire/rtmp/enhanced.hpp"
#include "wire/rtmp/stream_key.hpp"

namespace lyceum::rtmp {
namespace {

constexpr std::uint32_t window = 2'500'000;  // bytes, both ways
constexpr std::uint32_t own_chunk_size = 4096;
constexpr std::uint8_t control_chunks = 2, command_chunks = 3, status_chunks = 5;
constexpr std::size_t held_max = 4096;
constexpr std::size_t encoder_name_max = 100;

Failure refuse(std::string why) { return Failure(malformed("rtmp_session", std::move(why))); }

std::string text_of(const amf::Value& object, std::string_view name) {
  const amf::Value* value = object.find(name);
  return value ? std::string(value->text()) : std::string();
}

amf::Value status(std::string_view level, std::string_view code, std::string_view text) {
  return amf::Object{
      {{"level", std::string(level)}, {"code", std::string(code)}, {"description", std::string(text)}},
      false};
}

Error too_slow(std::string_view code, std::string detail) {
  return {.status = 408,
          .code = code,
          .en = "The encoder took too long.",
          .zh = "推流端响应超时。",
          .detail = std::move(detail)};
}

}  // namespace

ServerSession::ServerSession(Mono now, Bytes random)
    : handshake_(std::in_place, std::move(random)),
      open_deadline_(now + open_limit),
      last_bytes_(now),
      peer_window_(window) {}

Result<void> ServerSession::on_bytes(Mono now, ByteView bytes, ServerEvents& events) {
  if (state_ == State::over) return {};
  last_bytes_ = now;
  received_ += bytes.size();
  auto result = advance(now, bytes, events);
  if (!result) state_ = State::over;
  if (state_ != State::handshake && state_ != State::over) acknowledge(events);
  return result;
}

Result<void> ServerSession::advance(Mono now, ByteView input, ServerEvents& events) {
  advancing_ = true;
  Result<void> result;
  while (result && !input.empty() && state_ != State::awaiting && state_ != State::over) {
    if (state_ == State::handshake) {
      result = shake_hands(input, events);
      continue;
    }
    auto message = reader_.read(input);
    if (!message) {
      result = Failure(std::move(message).error());
    } else if (*message) {
      result = handle(now, std::move(**message), events);
    }
  }
  advancing_ = false;
  if (!result || state_ != State::awaiting) return result;
  if (held_.size() + input.size() > held_max) return refuse("too much before publish was answered");
  held_.insert(held_.end(), input.begin(), input.end());
  return {};
}

Result<void> ServerSession::shake_hands(ByteView& input, ServerEvents& events) {
  LYCEUM_TRY(Bytes reply, handshake_->on_bytes(input));
  if (!reply.empty()) events.send(std::move(reply));
  if (!handshake_->done()) return {};
  handshake_.reset();
  state_ = State::opening;
  return {};
}

Result<void> ServerSession::handle(Mono now, Message message, ServerEvents& events) {
  switch (message.type) {
    case MessageType::window_ack_size: {
      LYCEUM_TRY(const std::uint32_t wanted, read_u32(message.payload.view()));
      if (wanted > 0) peer_window_ = wanted;
      return {};
    }
    case MessageType::user_control: {
      LYCEUM_TRY(const UserControl control, read_user_control(message.payload.view()));
      if (control.event != UserEvent::ping_request) return {};
      ByteWriter out;
      writer_.write(out, control_chunks, MessageType::user_control, 0, 0,
                    user_control_payload({UserEvent::ping_response, control.value}));
      events.send(out.take());
      return {};
    }
    case MessageType::command:
    case MessageType::command_amf3:
      return handle_command(now, message, events);
    case MessageType::data:
    case MessageType::data_amf3: {
      if (state_ != State::publishing) return {};
      LYCEUM_TRY(const amf::Value metadata, read_metadata(message));
      if (metadata.object()) events.on_metadata(metadata);
      return {};
    }
    case MessageType::audio:
    case MessageType::video:
      if (state_ == State::publishing) events.on_media(std::move(message));
      return {};
    default:
      return {};  // acknowledgements, bandwidth, shared objects: nothing to do
  }
}

Result<void> ServerSession::handle_command(Mono now, const Message& message, ServerEvents& events) {
  LYCEUM_TRY(const Command command, read_command(message));
  if (state_ == State::publishing) {
    if (command.name == "publish") return refuse("publish while publishing");
    if (command.name == "FCUnpublish" || command.name == "deleteStream" || command.name == "closeStream")
      unpublish(now, events);
    return {};
  }
  if (++commands_ > commands_before_publish) return refuse("too many commands without publish");
  if (command.name == "connect") return connect(command, events);
  if (!connected_) return refuse("a command before connect");
  return handle_opening_command(command, message, events);
}

Result<void> ServerSession::handle_opening_command(const Command& command, const Message& message,
                                                   ServerEvents& events) {
  if (command.name == "createStream") {
    send_result(command.transaction, amf::Value(static_cast<double>(next_stream_++)), events);
  } else if (command.name == "releaseStream" || command.name == "_checkbw") {
    send_result(command.transaction, amf::Value(amf::Undefined{}), events);
  } else if (command.name == "FCPublish") {
    fc_publish_ = true;  // onFCPublish says that publishing started: it waits for that
    send_result(command.transaction, amf::Value(amf::Undefined{}), events);
  } else if (command.name == "publish") {
    return publish(command, message, events);
  } else if (command.name == "play" || command.name == "play2") {
    return refuse_play(message, events);
  }
  return {};  // getStreamLength, _error, onBWDone and whatever else an encoder knows
}

Result<void> ServerSession::connect(const Command& command, ServerEvents& events) {
  if (connected_) return refuse("a second connect");
  connected_ = true;
  app_ = text_of(command.arg(0), "app");
  tc_url_ = text_of(command.arg(0), "tcUrl");
  encoder_ = text_of(command.arg(0), "flashVer").substr(0, encoder_name_max);

  ByteWriter out;
  writer_.write(out, control_chunks, MessageType::window_ack_size, 0, 0, u32_payload(window));
  writer_.write(out, control_chunks, MessageType::set_peer_bandwidth, 0, 0, peer_bandwidth_payload(window));
  writer_.write(out, control_chunks, MessageType::set_chunk_size, 0, 0, u32_payload(own_chunk_size));
  writer_.set_chunk_size(own_chunk_size);
  const amf::Object server{{{"fmsVer", "FMS/3,5,7,7009"}, {"capabilities", 31.0}, {"mode", 1.0}}, false};
  amf::Value info = status("status", "NetConnection.Connect.Success", "Connection succeeded.");
  auto& members = std::get<amf::Object>(info.is).members;
  members.push_back({"objectEncoding", 0.0});
  for (amf::Member& member : common_capabilities(command.arg(0))) members.push_back(std::move(member));
  put_command(out, 0, {"_result", command.transaction, {amf::Value(server), std::move(info)}});
  put_command(out, 0, {"onBWDone", 0, {amf::Value()}});
  events.send(out.take());
  return {};
}

Result<void> ServerSession::publish(const Command& command, const Message& message, ServerEvents& events) {
  publish_stream_ = message.stream_id;
  state_ = State::awaiting;
  events.on_publish({find_stream_key(app_, tc_url_, command.arg(1).text()), encoder_});
  return {};
}

Result<void> ServerSession::accept_publish(Mono now, ServerEvents& events) {
  if (state_ != State::awaiting) return {};
  state_ = State::publishing;
  last_bytes_ = now;
  reader_.set_limits(limits_after_publish);
  ByteWriter out;
  writer_.write(out, control_chunks, MessageType::user_control, 0, 0,
                user_control_payload({UserEvent::stream_begin, publish_stream_}));
  if (fc_publish_)
    put_command(out, 0,
                {"onFCPublish",
                 0,
                 {amf::Value(), status("status", "NetStream.Publish.Start", "Started publishing.")}});
  put_status(out, "status", "NetStream.Publish.Start", "Started publishing.");
  events.send(out.take());
  if (advancing_) return {};
  const Bytes held = std::exchange(held_, {});
  auto result = advance(now, held, events);
  if (!result) state_ = State::over;
  return result;
}

void ServerSession::refuse_publish(std::string_view code, std::string_view text, ServerEvents& events) {
  if (state_ != State::awaiting) return;
  ByteWriter out;
  put_status(out, "error", code, text);
  events.send(out.take());
  state_ = State::over;
}

void ServerSession::end_publish(std::string_view text, ServerEvents& events) {
  if (state_ != State::publishing) return;
  ByteWriter out;
  put_status(out, "error", "NetStream.Publish.Denied", text);
  events.send(out.take());
  state_ = State::over;
}

Result<void> ServerSession::refuse_play(const Message& message, ServerEvents& events) {
  publish_stream_ = message.stream_id;
  ByteWriter out;
  put_status(out, "error", "NetStream.Play.Failed",
             "Playback is not offered over RTMP. Open the lesson's page in a browser.");
  events.send(out.take());
  return refuse("play is not offered");
}

void ServerSession::unpublish(Mono now, ServerEvents& events) {
  state_ = State::opening;
  open_deadline_ = now + open_limit;
  commands_ = 0;
  reader_.set_limits(limits_before_publish);
  ByteWriter out;
  if (fc_publish_)
    put_command(out, 0,
                {"onFCUnpublish",
                 0,
                 {amf::Value(), status("status", "NetStream.Unpublish.Success", "Stopped publishing.")}});
  put_status(out, "status", "NetStream.Unpublish.Success", "Stopped publishing.");
  events.send(out.take());
  fc_publish_ = false;
  events.on_unpublish();
}

std::optional<Mono> ServerSession::deadline() const {
  switch (state_) {
    case State::handshake:
    case State::opening:
      return open_deadline_;
    case State::publishing:
      return last_bytes_ + idle_limit;
    default:
      return std::nullopt;
  }
}

Error ServerSession::on_timeout() {
  const bool was_publishing = state_ == State::publishing;
  state_ = State::over;
  return was_publishing ? too_slow("rtmp_idle", "no bytes for 15 s")
                        : too_slow("rtmp_open_timeout", "no publish within 10 s");
}

// Half a window early: some encoders stop when an acknowledgement is only just late.
void ServerSession::acknowledge(ServerEvents& events) {
  if (received_ - acknowledged_ < peer_window_ / 2) return;
  acknowledged_ = received_;
  ByteWriter out;
  writer_.write(out, control_chunks, MessageType::acknowledgement, 0, 0,
                u32_payload(static_cast<std::uint32_t>(received_)));
  events.send(out.take());
}

void ServerSession::put_command(ByteWriter& out, std::uint32_t stream_id, Command command) const {
  writer_.write(out, stream_id == 0 ? command_chunks : status_chunks, MessageType::command, stream_id, 0,
                write_command(command));
}

void ServerSession::put_status(ByteWriter& out, std::string_view level, std::string_view code,
                               std::string_view text) const {
  put_command(out, publish_stream_, {"onStatus", 0, {amf::Value(), status(level, code, text)}});
}

void ServerSession::send_result(double transaction, amf::Value value, ServerEvents& events) const {
  ByteWriter out;
  put_command(out, 0, {"_result", transaction, {amf::Value(), std::move(value)}});
  events.send(out.take());
}

}  // namespace lyceum::rtmp
