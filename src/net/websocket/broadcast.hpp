// One frame to many web sockets of a reactor, in as few system calls as possible.
//
// io_uring (sends submitted up to 1,024 at a time, Linux 5.19 or later) where the system allows it, one
// send() a socket elsewhere: containers often forbid it. Both behave the same and pass the same tests.
#pragma once

#include "net/websocket/websocket.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace lyceum::net {

enum class SendEngine {
  best,      // io_uring if it works here
  plain,     // one send() a socket
  io_uring,  // or plain if it does not work; see engine()
};

// What a sender is asked to do: `sockets` are open, without backlog, at most Sender::batch_max of them;
// `results` gets for each what send() would have returned.
class BatchSender;

// One per reactor, used on its thread.
class Broadcaster {
 public:
  explicit Broadcaster(SendEngine engine = SendEngine::best);
  ~Broadcaster();
  Broadcaster(const Broadcaster&) = delete;
  Broadcaster& operator=(const Broadcaster&) = delete;

  // Sends to every open socket; what does not fit waits in the socket's queue, a socket that is too slow is
  // closed (4008) and never holds up another. No handler is called before this returns, so no socket dies
  // meanwhile: null entries and closed sockets are passed by. Returns how long the sweep took.
  std::chrono::nanoseconds send(std::span<WebSocket* const> sockets, const SharedBytes& frame);
  // Several frames as one write.
  std::chrono::nanoseconds send(std::span<WebSocket* const> sockets, std::span<const SharedBytes> frames);

  // plain or io_uring: what is really used.
  SendEngine engine() const { return engine_; }

 private:
  void send_batch(const SharedBytes& frame);

  std::unique_ptr<BatchSender> sender_;
  SendEngine engine_;
  std::vector<WebSocket*> batch_;
  std::vector<int> descriptors_;
  std::vector<int> results_;
};

}  // namespace lyceum::net
