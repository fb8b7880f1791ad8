#include "bench/measure/ceiling.hpp"

#include "bench/measure/clock.hpp"
#include "bench/measure/loopback.hpp"
#include "bench/measure/process.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <liburing.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr unsigned batch_max = 1024;
constexpr std::size_t discard_max = 1 << 20;  // read and thrown away by the kernel, in one call

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

// Writes at the pace, returns deliveries a CPU second.
double serve(const std::vector<int>& sockets, const CeilingLoad& load) {
  run_on(load.processors);
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
void read_until_told(const std::vector<int>& sockets, int told) {
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  const auto watch = [&](int descriptor) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = descriptor}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
  };
  watch(told);
  for (const int socket : sockets) watch(socket);
  for (bool over = false; !over;) {
    epoll_event events[512];
    const int ready = ::epoll_wait(epoll, events, 512, 10'000);
    over = ready <= 0;
    for (int i = 0; i < ready; ++i) {
      if (events[i].data.fd == told)
        over = true;
      else if (::recv(events[i].data.fd, nullptr, discard_max, MSG_DONTWAIT | MSG_TRUNC) == 0)
        ::epoll_ctl(epoll, EPOLL_CTL_DEL, events[i].data.fd, nullptr);
    }
  }
  ::close(epoll);
}

}  // namespace

double measure_ceiling(const CeilingLoad& load) {
  return on_loopback(
      load.sockets, [&](const std::vector<int>& sockets) { return serve(sockets, load); }, read_until_told);
}

}  // namespace lyceum::bench
