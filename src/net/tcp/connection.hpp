// A byte stream to one peer, for protocols that bring their own machine (RTMP).
//
// Lives on one reactor. Idle, it costs under 200 bytes: reads go through the reactor's shared buffer.
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/tcp/send_queue.hpp"

#include <string>

namespace lyceum::net {

class TcpConnectionHandler {
 public:
  // The bytes are borrowed for the call.
  virtual void on_bytes(ByteView bytes) = 0;
  // Once, from the loop, never from inside send() or close(). The connection may be destroyed in it, as in
  // on_bytes. Reasons: "peer closed", "peer too slow", "reset", or what close() was given.
  virtual void on_closed(std::string_view reason) = 0;

 protected:
  ~TcpConnectionHandler() = default;
};

class TcpConnection final : Watcher {
 public:
  static constexpr std::size_t queue_max_default = 256 * 1024;

  // `socket` from a TcpListener; `handler` outlives the connection. Reading starts at once.
  TcpConnection(Reactor& reactor, Socket socket, TcpConnectionHandler& handler,
                std::size_t queue_max = queue_max_default);
  // Closes without a word; on_closed is not called any more.
  ~TcpConnection() override;
  TcpConnection(const TcpConnection&) = delete;
  TcpConnection& operator=(const TcpConnection&) = delete;

  // Written at once as far as the kernel takes it; the rest waits. More than queue_max waiting closes the
  // connection
  // ("peer too slow"). After close() it does nothing.
  void send(const SharedBytes& bytes);
  // No more on_bytes. What waits is still written and the peer has a second to close too; then
  // on_closed(reason).
  void close(std::string reason);

  bool open() const { return reason_.empty(); }
  Address remote() const { return socket_.remote(); }

 private:
  void on_ready(Readiness ready) override;
  void read();
  void flush();
  void end(std::string reason);  // at once: the next thing is on_closed
  void set_interest();

  Reactor& reactor_;
  Socket socket_;
  TcpConnectionHandler& handler_;
  SendQueue queue_;
  std::size_t queue_max_;
  std::string reason_;         // not empty: closing or closed
  bool* destroyed_ = nullptr;  // set by the destructor during a callback
  Timers::Handle linger_ = 0;
  bool ended_ = false;
  bool waits_for_write_ = false;
};

}  // namespace lyceum::net
