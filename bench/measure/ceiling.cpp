#include "bench/measure/ceiling.hpp"

#include "bench/measure/clock.hpp"
#include "bench/measure/process.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include <arpa/inet.h>
#include <liburing.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr unsigned batch_max = 1024;
constexpr std::size_t discard_max = 1 << 20;  // read and thrown away by the kernel, in one call

double own_cpu_seconds() {
  rusage use{};
  ::getrusage(RUSAGE_SELF, &use);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(use.ru_utime) + seconds(use.ru_stime);
}

// The server's side, in the child.
class RawWriter {
 public:
  explicit RawWriter(std::string_view frame) : frame_(frame) {
    uring_ = ::io_uring_queue_init(batch_max, &ring_, IORING_SETUP_SINGLE_ISSUER) == 0 ||
             ::io_uring_queue_init(batch_max, &ring_, 0) == 0;
  }
  ~RawWriter() {
    if (uring_) ::io_uring_queue_exit(&ring_);
  }
  RawWriter(const RawWriter&) = delete;
  RawWriter& operator=(const RawWriter&) = delete;

  // Returns the bytes that were taken.
  double write(const std::vector<int>& sockets) {
    double taken = 0;
    if (!uring_) {
      for (const int socket : sockets)
        taken += std::max<double>(0, static_cast<double>(::send(socket, frame_.data(), frame_.size(),
                                                                MSG_NOSIGNAL | MSG_DONTWAIT)));
      return taken;
    }
    for (std::size_t first = 0; first < sockets.size(); first += batch_max)
      taken += write_batch(&sockets[first], std::min<std::size_t>(batch_max, sockets.size() - first));
    return taken;
  }

 private:
  double write_batch(const int* sockets, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      io_uring_sqe* entry = ::io_uring_get_sqe(&ring_);
      ::io_uring_prep_send(entry, sockets[i], frame_.data(), frame_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    ::io_uring_submit_and_wait(&ring_, static_cast<unsigned>(count));
    double taken = 0;
    unsigned head = 0;
    io_uring_cqe* completion = nullptr;
    io_uring_for_each_cqe(&ring_, head, completion) taken += std::max(0, completion->res);
    ::io_uring_cq_advance(&ring_, static_cast<unsigned>(count));
    return taken;
  }

  std::string_view frame_;
  io_uring ring_{};
  bool uring_;
};

// Accepts, writes at the pace, returns deliveries a CPU second.
double serve(int listener, const CeilingLoad& load) {
  run_on(load.processors);
  std::vector<int> sockets;
  while (sockets.size() < load.sockets) {
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return 0;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockets.push_back(socket);
  }
  RawWriter writer(load.frame);
  const double cpu_before = own_cpu_seconds();
  const auto rounds = static_cast<int>(std::ceil(load.rate * load.seconds));
  std::int64_t due = monotonic_ns();
  double taken = 0;
  for (int round = 0; round < rounds; ++round) {
    if (const std::int64_t wait = due - monotonic_ns(); wait > 0)
      ::usleep(static_cast<useconds_t>(wait / 1000));
    taken += writer.write(sockets);
    due += static_cast<std::int64_t>(1e9 / load.rate);
  }
  return taken / static_cast<double>(load.frame.size()) / (own_cpu_seconds() - cpu_before);
}

// The clients' side: reads everything until the server has told its figure.
double read_until_told(int told, const sockaddr_in& address, std::size_t count) {
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<int> sockets;
  const auto watch = [&](int descriptor) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = descriptor}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
  };
  sockaddr plain{};
  std::memcpy(&plain, &address, sizeof address);
  watch(told);
  while (sockets.size() < count) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0 || ::connect(socket, &plain, sizeof address) != 0) break;
    watch(socket);
    sockets.push_back(socket);
  }
  double figure = 0;
  for (bool over = sockets.size() < count; !over;) {
    epoll_event events[512];
    const int ready = ::epoll_wait(epoll, events, 512, 10'000);
    over = ready <= 0;
    for (int i = 0; i < ready; ++i) {
      if (events[i].data.fd == told)
        over = ::read(told, &figure, sizeof figure) >= 0;
      else if (::recv(events[i].data.fd, nullptr, discard_max, MSG_DONTWAIT | MSG_TRUNC) == 0)
        ::epoll_ctl(epoll, EPOLL_CTL_DEL, events[i].data.fd, nullptr);
    }
  }
  for (const int socket : sockets) ::close(socket);
  ::close(epoll);
  return figure;
}

}  // namespace

double measure_ceiling(const CeilingLoad& load) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr plain{};
  std::memcpy(&plain, &address, sizeof address);
  socklen_t size = sizeof address;
  int pipe_ends[2];
  if (::bind(listener, &plain, size) != 0 || ::listen(listener, 4096) != 0 || ::pipe(pipe_ends) != 0)
    return 0;
  ::getsockname(listener, &plain, &size);
  std::memcpy(&address, &plain, sizeof address);
  const pid_t child = ::fork();
  if (child == 0) {
    const double figure = serve(listener, load);
    if (::write(pipe_ends[1], &figure, sizeof figure) != sizeof figure) ::_exit(1);
    ::_exit(0);
  }
  ::close(listener);
  ::close(pipe_ends[1]);
  const double figure = child < 0 ? 0 : read_until_told(pipe_ends[0], address, load.sockets);
  ::close(pipe_ends[0]);
  if (child > 0) ::waitpid(child, nullptr, 0);
  return figure;
}

}  // namespace lyceum::bench
