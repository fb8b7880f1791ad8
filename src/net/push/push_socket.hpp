// The server's end of an answer that does not end: bytes are pushed until one of the two hangs up.
//
// It owns the socket and says what happens there; what is written when, and what waits, is its owner's
// business. Idle, it costs about 50 bytes.
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/tcp/socket.hpp"

#include <span>

namespace lyceum::net {

class PushHandler {
 public:
  // The kernel takes bytes again; asked for by await_room().
  virtual void on_room() = 0;
  // The client hung up or closed its sending side, or the line broke. Always from the loop. The socket is to
  // be destroyed in it, and may be in on_room().
  virtual void on_gone() = 0;

 protected:
  ~PushHandler() = default;
};

// Lives on the reactor on which its connection was accepted; all calls there. Destroying it hangs up: what
// the kernel has taken still arrives. What the client says meanwhile is not read.
class PushSocket final : Watcher {
 public:
  // Bytes that the kernel holds for a client without having sent them. More would hide from us how far
  // behind a slow client is.
  static constexpr int unsent_max = 128 * 1024;

  // By net/http, when the head is written.
  PushSocket(Reactor& reactor, Socket socket);
  ~PushSocket() override;
  PushSocket(const PushSocket&) = delete;
  PushSocket& operator=(const PushSocket&) = delete;

  // `handler` outlives the socket.
  void start(PushHandler& handler) { handler_ = &handler; }

  // As much as the kernel takes now; at most IOV_MAX parts. After `failed`, on_gone follows.
  Moved write(std::span<const iovec> parts);
  // For a BatchSender; not under TLS, where each client's bytes are its own.
  int descriptor() const { return socket_.descriptor(); }
  bool secure() const { return socket_.secure(); }
  // Calls on_room(), again and again, while it is on.
  void await_room(bool on);

 private:
  void on_ready(Readiness ready) override;
  void set_interest();

  Reactor& reactor_;
  Socket socket_;
  PushHandler* handler_ = nullptr;
  bool awaits_room_ = false;
  bool watches_room_ = false;
};

}  // namespace lyceum::net
