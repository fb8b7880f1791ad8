// One frame to many web sockets of a reactor, in as few system calls as possible (net/batch).
#pragma once

#include "net/batch/batch_sender.hpp"
#include "net/websocket/websocket.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace lyceum::net {

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
  SendEngine engine() const { return sender_->engine(); }

 private:
  void send_batch(const SharedBytes& frame);

  std::unique_ptr<BatchSender> sender_;
  std::vector<WebSocket*> batch_;
  std::vector<int> descriptors_;
  std::vector<int> results_;
};

}  // namespace lyceum::net
