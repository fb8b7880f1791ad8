#include "bench/measure/sink.hpp"

#include "bench/measure/clock.hpp"
#include "bench/measure/loopback.hpp"
#include "bench/measure/process.hpp"

#include <array>
#include <cmath>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::size_t read_max = 64 * 1024;  // in one call, as servers do
constexpr int patience_ms = 10'000;

// The server's side: reads until everybody has hung up.
double drain(const std::vector<int>& sockets, const CeilingLoad& load) {
  run_on(load.processors);
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  for (const int socket : sockets) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
  }
  std::vector<char> buffer(read_max);
  const double before = own_cpu_seconds();
  double taken = 0;
  for (std::size_t open = sockets.size(); open > 0;) {
    std::array<epoll_event, 512> events;
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), patience_ms);
    if (ready <= 0) return 0;
    for (int i = 0; i < ready; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      const ssize_t count = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (count > 0) {
        taken += static_cast<double>(count);
        continue;
      }
      ::epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nullptr);
      --open;
    }
  }
  return taken / static_cast<double>(load.frame.size()) / (own_cpu_seconds() - before);
}

// The clients' side: one piece after the other, evenly over time, as encoders do not wait for one another.
void pour(const std::vector<int>& sockets, const CeilingLoad& load) {
  const double pieces_per_s = load.rate * static_cast<double>(sockets.size());
  const auto pieces = static_cast<std::size_t>(std::ceil(pieces_per_s * load.seconds));
  const std::int64_t begin = monotonic_ns();
  for (std::size_t i = 0; i < pieces; ++i) {
    const auto due = begin + static_cast<std::int64_t>(1e9 * static_cast<double>(i) / pieces_per_s);
    if (const std::int64_t wait = due - monotonic_ns(); wait > 1'000'000)
      ::usleep(static_cast<useconds_t>(wait / 1000));
    const int socket = sockets[i % sockets.size()];
    if (::send(socket, load.frame.data(), load.frame.size(), MSG_NOSIGNAL) < 0) break;
  }
  for (const int socket : sockets) ::shutdown(socket, SHUT_WR);
}

}  // namespace

double measure_sink(const CeilingLoad& load) {
  return on_loopback(
      load.sockets, [&](const std::vector<int>& sockets) { return drain(sockets, load); },
      [&](const std::vector<int>& sockets, int) { pour(sockets, load); });
}

}  // namespace lyceum::bench
