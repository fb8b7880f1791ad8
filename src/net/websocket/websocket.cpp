#include "net/websocket/websocket.hpp"

#include "base/log/log.hpp"
#include "net/websocket/ping_wheel.hpp"
#include "wire/ws/writer.hpp"

namespace lyceum::net {
namespace {

std::uint32_t steady_millis() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

}  // namespace

WebSocket::WebSocket(Reactor& reactor, PingWheel& wheel, Socket socket, ByteView first_bytes)
    : reactor_(reactor),
      wheel_(wheel),
      socket_(std::move(socket)),
      reader_(ws::Role::server, {.message_max = wheel.options().message_max}),
      first_bytes_(first_bytes.begin(), first_bytes.end()) {
  if (wheel_.options().kernel_send_buffer > 0) socket_.set_send_buffer(wheel_.options().kernel_send_buffer);
  reactor_.poller().watch(socket_.descriptor(), *this, {});
  if (socket_.holds_output()) set_interest();
  wheel_.add(*this);
}

WebSocket::~WebSocket() {
  if (destroyed_ != nullptr) *destroyed_ = true;
  wheel_.remove(*this);
  reactor_.cancel(deadline_);
  reactor_.poller().unwatch(socket_.descriptor(), *this);
}

void WebSocket::start(WebSocketHandler& handler) {
  handler_ = &handler;
  if (state_ == State::over || !first_bytes_.empty() || socket_.holds_input()) reactor_.poller().nudge(*this);
  if (state_ != State::over)
    reactor_.poller().change(socket_.descriptor(), *this, {.read = true, .write = waits_for_write_});
}

void WebSocket::on_ready(Readiness ready) {
  if (state_ == State::over) return handler_->on_closed(code_);
  if (!first_bytes_.empty() && handler_ != nullptr) return take(std::exchange(first_bytes_, {}));
  if (ready.writable) flush();
  if (state_ == State::over) return;
  if (ready.readable || (handler_ != nullptr && socket_.holds_input())) return read();
  if (ready.failed) end(state_ == State::open ? ws::close_abnormal : code_);
}

void WebSocket::read() {
  const Moved moved = socket_.read(reactor_.scratch());
  if (moved.state == Moved::State::would_block) return;
  if (moved.state != Moved::State::open) return end(state_ == State::open ? ws::close_abnormal : code_);
  heard_ = true;
  take(reactor_.scratch().first(moved.bytes));
}

void WebSocket::take(ByteView input) {
  bool destroyed = false;
  destroyed_ = &destroyed;
  while (state_ == State::open || state_ == State::closing) {
    const auto message = reader_.next(input);
    if (!message) {
      begin_closing(State::deaf, message.error().code, message.error().reason,
                    wheel_.options().close_within / 2);
      break;
    }
    if (!*message) break;
    take_message(**message);
    if (destroyed) return;
  }
  destroyed_ = nullptr;
  if (socket_.holds_input()) reactor_.poller().nudge(*this);
}

void WebSocket::take_message(const ws::Message& message) {
  switch (message.opcode) {
    case ws::Opcode::close:
      return take_close(message.payload);
    case ws::Opcode::ping:
      return send(ws::pong_frame(message.payload));
    case ws::Opcode::text:
      if (state_ == State::open) handler_->on_text(as_text(message.payload));
      return;
    case ws::Opcode::binary:
      return begin_closing(State::deaf, ws::close_unsupported, "text only",
                           wheel_.options().close_within / 2);
    default:
      return;  // a pong: read() has noted that the peer lives
  }
}

// RFC 6455 §5.5.1: the answer repeats the code; the server closes the connection first (§7.1.1).
void WebSocket::take_close(ByteView payload) {
  if (state_ == State::closing) return end(code_);
  const auto reason = ws::read_close(payload);
  if (!reason)
    return begin_closing(State::deaf, reason.error().code, reason.error().reason,
                         wheel_.options().close_within / 2);
  queue_.drop_unstarted();
  queue_.push(ws::close_frame(reason->code));
  queue_.flush(socket_);
  end(reason->code);
}

void WebSocket::send(const SharedBytes& frame) {
  if (state_ != State::open || frame.empty()) return;
  if (!queue_.empty()) return enqueue(frame);
  settle(socket_.write(frame.view()), frame);
}

void WebSocket::settle(Moved moved, const SharedBytes& frame) {
  if (moved.state == Moved::State::failed) return end(ws::close_abnormal);
  if (moved.bytes == frame.size()) return socket_.holds_output() ? set_interest() : void();
  if (moved.bytes == 0) return enqueue(frame);
  behind_since_ = steady_millis();
  queue_.push_rest(frame, moved.bytes);
  set_interest();
}

bool WebSocket::too_far_behind() const {
  const std::chrono::milliseconds waited(steady_millis() - behind_since_);
  return !queue_.empty() && waited > wheel_.options().behind_max;
}

void WebSocket::enqueue(const SharedBytes& frame) {
  if (queue_.bytes() + frame.size() > wheel_.options().queue_max || too_far_behind()) {
    queue_.drop_unstarted();
    return begin_closing(State::closing, close_too_slow, "too slow", wheel_.options().close_within);
  }
  if (queue_.empty()) behind_since_ = steady_millis();
  queue_.push(frame);
  set_interest();
}

void WebSocket::close(CloseCode code, std::string_view reason) {
  begin_closing(State::closing, code, reason, wheel_.options().close_within);
}

void WebSocket::begin_closing(State state, CloseCode code, std::string_view reason,
                              std::chrono::nanoseconds within) {
  if (state_ == State::over) return;
  if (state_ != State::open) {
    state_ = state;
    return;
  }
  state_ = state;
  code_ = code;
  if (state == State::deaf || code == close_too_slow)
    log_info("websocket refused", {{"code", std::to_string(code)}, {"why", std::string(reason)}});
  deadline_ = reactor_.after(within, [this] { end(code_); });
  queue_.push(ws::close_frame(code, reason));
  flush();
}

void WebSocket::flush() {
  const Moved moved = queue_.flush(socket_);
  if (moved.state == Moved::State::failed) return end(state_ == State::open ? ws::close_abnormal : code_);
  set_interest();
}

void WebSocket::set_interest() {
  const bool waits = !queue_.empty() || socket_.holds_output();
  if (state_ == State::over || waits_for_write_ == waits) return;
  waits_for_write_ = waits;
  reactor_.poller().change(socket_.descriptor(), *this,
                           {.read = handler_ != nullptr, .write = waits_for_write_});
}

void WebSocket::end(CloseCode code) {
  if (state_ == State::over) return;
  state_ = State::over;
  code_ = code;
  queue_.clear();
  reactor_.poller().unwatch(socket_.descriptor(), *this);
  socket_.shut_down_sending();
  socket_.close();
  if (handler_ != nullptr) reactor_.poller().nudge(*this);
}

}  // namespace lyceum::net
