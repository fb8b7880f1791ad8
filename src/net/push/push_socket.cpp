#include "net/push/push_socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace lyceum::net {
namespace {

// A client that vanished without a word while nothing is pushed to it is found out after a minute.
constexpr int silent_s = 30, probe_every_s = 10, probes = 3;

void set_option(int descriptor, int level, int name, int value) {
  setsockopt(descriptor, level, name, &value, sizeof value);
}

}  // namespace

PushSocket::PushSocket(Reactor& reactor, Socket socket) : reactor_(reactor), socket_(std::move(socket)) {
  const int descriptor = socket_.descriptor();
  socket_.set_unsent_max(unsent_max);
  set_option(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, silent_s);
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, probe_every_s);
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPCNT, probes);
  reactor_.poller().watch(descriptor, *this, {.peer_end = true});
}

PushSocket::~PushSocket() { reactor_.poller().unwatch(socket_.descriptor(), *this); }

// A broken line makes the socket ready with `failed`, so nothing needs to be told from here.
Moved PushSocket::write(std::span<const iovec> parts) {
  const Moved moved = socket_.write(parts);
  set_interest();
  return moved;
}

void PushSocket::await_room(bool on) {
  awaits_room_ = on;
  set_interest();
}

// TLS may hold encrypted bytes that the kernel did not take.
void PushSocket::set_interest() {
  const bool wanted = awaits_room_ || socket_.holds_output();
  if (wanted == watches_room_) return;
  watches_room_ = wanted;
  reactor_.poller().change(socket_.descriptor(), *this, {.write = wanted, .peer_end = true});
}

void PushSocket::on_ready(Readiness ready) {
  if (handler_ == nullptr) return;
  if (ready.failed || ready.peer_end) return handler_->on_gone();
  if (!ready.writable) return;
  if (socket_.holds_output()) {
    if (socket_.flush().state == Moved::State::failed) return handler_->on_gone();
    set_interest();
    if (socket_.holds_output()) return;
  }
  if (awaits_room_) handler_->on_room();
}

}  // namespace lyceum::net
