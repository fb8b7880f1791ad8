// Pings all web sockets of a reactor and ends those that went silent, with one timer for all.
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/websocket/websocket.hpp"

#include <vector>

namespace lyceum::net {

// A wheel of slots; at each tick one slot is pinged and the one pinged `pong_within` ago is checked, so the
// work of 18,000 sockets is spread over ping_every. Also ends closing handshakes that take too long. Outlives
// its sockets.
class PingWheel {
 public:
  PingWheel(Reactor& reactor, WebSocketOptions options);
  ~PingWheel();
  PingWheel(const PingWheel&) = delete;
  PingWheel& operator=(const PingWheel&) = delete;

  const WebSocketOptions& options() const { return options_; }
  std::size_t sockets() const { return count_; }

  // By WebSocket.
  void add(WebSocket& socket);
  void remove(WebSocket& socket);

 private:
  void arm();
  void tick();

  Reactor& reactor_;
  WebSocketOptions options_;
  std::chrono::nanoseconds tick_every_;
  std::size_t pong_ticks_;
  std::vector<std::vector<WebSocket*>> slots_;
  std::size_t next_slot_ = 0;  // for the next socket
  std::size_t now_slot_ = 0;
  std::size_t count_ = 0;
  Timers::Handle timer_ = 0;
};

}  // namespace lyceum::net
