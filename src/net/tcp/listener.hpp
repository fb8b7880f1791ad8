// Accepts connections on one reactor.
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/tcp/socket.hpp"

#include <functional>

namespace lyceum::net {

// Every accepted socket is non-blocking with TCP_NODELAY. Out of descriptors or memory, it pauses for 100 ms
// instead of spinning; callers wait in the kernel's queue. All calls on the reactor's thread (or before it
// runs).
class TcpListener final : Watcher {
 public:
  using OnAccept = std::function<void(Socket)>;

  // `listening`: one of listen_on()'s.
  TcpListener(Reactor& reactor, Socket listening, OnAccept on_accept);
  // Closes the port; accepted sockets stay.
  ~TcpListener() override;
  TcpListener(const TcpListener&) = delete;
  TcpListener& operator=(const TcpListener&) = delete;

  Address local() const { return socket_.local(); }

 private:
  void on_ready(Readiness ready) override;
  void pause();

  Reactor& reactor_;
  Socket socket_;
  OnAccept on_accept_;
  Timers::Handle pause_ = 0;
};

}  // namespace lyceum::net
