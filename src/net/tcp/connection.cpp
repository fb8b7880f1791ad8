#include "net/tcp/connection.hpp"

#include <array>
#include <cstring>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

constexpr auto linger_max = 1s;
constexpr int reads_max = 4;  // in one go; then other sockets have their turn

}  // namespace

TcpConnection::TcpConnection(Reactor& reactor, Socket socket, TcpConnectionHandler& handler,
                             std::size_t queue_max)
    : reactor_(reactor), socket_(std::move(socket)), handler_(handler), queue_max_(queue_max) {
  reactor_.poller().watch(socket_.descriptor(), *this, {.read = true});
}

TcpConnection::~TcpConnection() {
  if (destroyed_ != nullptr) *destroyed_ = true;
  reactor_.cancel(linger_);
  reactor_.poller().unwatch(socket_.descriptor(), *this);
}

void TcpConnection::on_ready(Readiness ready) {
  if (ended_) {
    const std::string reason = reason_;  // the handler may destroy this object
    return handler_.on_closed(reason);
  }
  if (ready.writable) flush();
  if (ready.readable || ready.failed) read();
}

void TcpConnection::read() {
  bool destroyed = false;
  destroyed_ = &destroyed;
  for (int i = 0; i < reads_max && !ended_; ++i) {
    const Moved moved = socket_.read(reactor_.scratch());
    if (moved.state == Moved::State::would_block) break;
    if (moved.state == Moved::State::ended) {
      end("peer closed");
    } else if (moved.state == Moved::State::failed) {
      end(std::strerror(moved.error));
    } else if (open()) {
      handler_.on_bytes(reactor_.scratch().first(moved.bytes));
      if (destroyed) return;
    }
    if (moved.bytes < reactor_.scratch().size()) break;
  }
  destroyed_ = nullptr;
}

void TcpConnection::send(const SharedBytes& bytes) {
  if (!open() || bytes.empty()) return;
  std::size_t written = 0;
  if (queue_.empty()) {
    const Moved moved = socket_.write(bytes.view());
    if (moved.state == Moved::State::failed) return end(std::strerror(moved.error));
    written = moved.bytes;
  }
  if (written == bytes.size()) return;
  queue_.push(bytes.slice(written, bytes.size() - written));
  if (queue_.bytes() > queue_max_) return end("peer too slow");
  set_interest();
}

void TcpConnection::flush() {
  const Moved moved = queue_.flush(socket_);
  if (moved.state == Moved::State::failed) return end(std::strerror(moved.error));
  if (queue_.empty() && !open()) socket_.shut_down_sending();
  set_interest();
}

void TcpConnection::set_interest() {
  if (ended_ || waits_for_write_ == !queue_.empty()) return;
  waits_for_write_ = !queue_.empty();
  reactor_.poller().change(socket_.descriptor(), *this, {.read = true, .write = waits_for_write_});
}

// Closing with unread input would reset the connection and could take the last bytes sent with it: so sending
// is shut down, and input is read and thrown away until the peer has closed too.
void TcpConnection::close(std::string reason) {
  if (!open()) return;
  reason_ = reason.empty() ? "closed" : std::move(reason);
  if (queue_.empty()) socket_.shut_down_sending();
  linger_ = reactor_.after(linger_max, [this] { end(reason_); });
}

void TcpConnection::end(std::string reason) {
  if (ended_) return;
  ended_ = true;
  if (reason_.empty()) reason_ = std::move(reason);
  queue_.clear();
  reactor_.poller().unwatch(socket_.descriptor(), *this);
  socket_.close();
  reactor_.poller().nudge(*this);
}

}  // namespace lyceum::net
