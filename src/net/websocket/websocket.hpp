// The server's end of a WebSocket after the handshake (RFC 6455), for rooms with thousands of idle members.
//
// Idle, it costs about 200 bytes: reads go through the reactor's shared buffer, frames to send are shared,
// pings come from the reactor's PingWheel. Text only; binary messages close it with 1003. Pings are answered.
//
// Lives on the reactor on which it was accepted; all calls there. Whoever owns the unique_ptr may destroy it
// at any time, also inside its own callbacks: the connection then ends without a word (unless close() was
// called before).
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/tcp/send_queue.hpp"
#include "wire/ws/frame.hpp"
#include "wire/ws/reader.hpp"

#include <memory>
#include <string_view>

namespace lyceum::net {

class PingWheel;

using ws::CloseCode;
inline constexpr CloseCode close_too_slow = 4008;  // contract: reconnect with back-off and resume

class WebSocketHandler {
 public:
  // One whole text message, valid UTF-8, borrowed for the call.
  virtual void on_text(std::string_view text) = 0;
  // Once, when the connection is over; always from the loop, never from inside send(), close() or a
  // broadcast. The code is the peer's (1005: it gave none), ours when we closed first, or 1006 when the line
  // broke or went silent.
  virtual void on_closed(CloseCode code) = 0;

 protected:
  ~WebSocketHandler() = default;
};

struct WebSocketOptions {
  std::uint32_t message_max = 16 * 1024;  // of one inbound message → close 1009
  std::size_t queue_max = 64 * 1024;      // bytes waiting in user space → close 4008
  int kernel_send_buffer = 64 * 1024;     // bytes the kernel may hold for one socket; 0: the system's rule
  std::chrono::milliseconds behind_max{10'000};  // something has waited all that time → close 4008
  std::chrono::milliseconds ping_every{25'000};
  std::chrono::milliseconds pong_within{10'000};  // no byte at all for so long after a ping → 1006
  std::chrono::milliseconds close_within{
      1'000};  // for the closing handshake; half of it after a protocol error
};

class WebSocket final : Watcher {
 public:
  // By net/http, when the handshake is written. `first_bytes`: what the client has already sent behind its
  // request.
  WebSocket(Reactor& reactor, PingWheel& wheel, Socket socket, ByteView first_bytes = {});
  ~WebSocket() override;
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  // Starts reading. `handler` outlives the socket. Without it nothing is read; sending works.
  void start(WebSocketHandler& handler);

  // A frame from ws::text_frame(), shared with other sockets. Sent at once, or queued by reference. Beyond
  // queue_max, or when something has waited since behind_max, the queue is dropped and the socket closed with
  // 4008. Does nothing once the socket is closing.
  void send(const SharedBytes& frame);

  // Sends a close frame and waits for the peer's (close_within), then on_closed(code). No on_text comes any
  // more; keep the socket until on_closed, so that the frame arrives. A second call does nothing.
  void close(CloseCode code, std::string_view reason = {});

  // False from the moment it is closing: broadcasts pass it by.
  bool open() const { return state_ == State::open; }
  // Bytes waiting in user space.
  std::size_t backlog() const { return queue_.bytes(); }

 private:
  friend class PingWheel;
  friend class Broadcaster;
  enum class State : std::uint8_t {
    open,
    closing,  // our close frame is sent or waits; the peer's is awaited
    deaf,     // the same, but what the peer says is not understood any more
    over,     // no descriptor any more; on_closed is due
  };

  void on_ready(Readiness ready) override;
  void read();
  void take(ByteView input);
  void take_message(const ws::Message& message);
  void take_close(ByteView payload);
  void flush();
  void settle(Moved moved, const SharedBytes& frame);  // after one write of `frame`
  void enqueue(const SharedBytes& frame);
  bool too_far_behind() const;
  void begin_closing(State state, CloseCode code, std::string_view reason, std::chrono::nanoseconds within);
  void end(CloseCode code);
  void set_interest();

  Reactor& reactor_;
  PingWheel& wheel_;
  WebSocketHandler* handler_ = nullptr;
  bool* destroyed_ = nullptr;  // set by the destructor during a callback
  Socket socket_;
  CloseCode code_ = ws::close_abnormal;
  State state_ = State::open;
  bool heard_ = true;  // any byte since the last ping
  bool waits_for_write_ = false;
  std::uint32_t slot_ = 0;  // its place in the wheel
  std::uint32_t place_ = 0;
  std::uint32_t behind_since_ = 0;  // ms of the steady clock; while the queue is not empty
  SendQueue queue_;
  ws::FrameReader reader_;
  Bytes first_bytes_;
  Timers::Handle deadline_ = 0;  // of the closing handshake
};

}  // namespace lyceum::net
