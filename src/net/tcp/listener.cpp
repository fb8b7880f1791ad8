#include "net/tcp/listener.hpp"

#include "base/log/log.hpp"

#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

constexpr int accepts_max = 64;  // in one go
constexpr auto pause_length = 100ms;

bool is_shortage(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

TcpListener::TcpListener(Reactor& reactor, Socket listening, OnAccept on_accept)
    : reactor_(reactor), socket_(std::move(listening)), on_accept_(std::move(on_accept)) {
  reactor_.poller().watch(socket_.descriptor(), *this, {.read = true});
}

TcpListener::~TcpListener() {
  reactor_.cancel(pause_);
  reactor_.poller().unwatch(socket_.descriptor(), *this);
}

void TcpListener::on_ready(Readiness) {
  for (int i = 0; i < accepts_max; ++i) {
    Socket accepted(::accept4(socket_.descriptor(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!accepted) {
      if (is_shortage(errno)) pause();
      if (errno == ECONNABORTED || errno == EINTR) continue;  // that caller went away, others may wait
      return;
    }
    const int on = 1;
    setsockopt(accepted.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    on_accept_(std::move(accepted));
  }
}

void TcpListener::pause() {
  log_warning("accept paused", {{"listener", local().str()}, {"reason", std::strerror(errno)}});
  reactor_.poller().change(socket_.descriptor(), *this, {});
  pause_ = reactor_.after(pause_length, [this] {
    pause_ = 0;
    reactor_.poller().change(socket_.descriptor(), *this, {.read = true});
  });
}

}  // namespace lyceum::net
