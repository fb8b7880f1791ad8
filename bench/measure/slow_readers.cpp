#include "bench/measure/slow_readers.hpp"

#include "bench/measure/clock.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::int64_t second = 1'000'000'000;

}  // namespace

SlowReaders::SlowReaders(Target target, std::string request, int receive_buffer, std::size_t count)
    : target_(std::move(target)),
      request_(std::move(request)),
      receive_buffer_(receive_buffer),
      readers_(count),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

SlowReaders::~SlowReaders() {
  thread_.request_stop();
  thread_.join();
  for (const Reader& reader : readers_)
    if (reader.socket >= 0) ::close(reader.socket);
}

// A round a second over all of them, evenly.
void SlowReaders::run(const std::stop_token& stop) {
  while (!stop.stop_requested() && !readers_.empty()) {
    const std::int64_t begin = monotonic_ns();
    std::size_t open = 0;
    for (std::size_t i = 0; i < readers_.size() && !stop.stop_requested(); ++i) {
      const auto due =
          begin + second * static_cast<std::int64_t>(i) / static_cast<std::int64_t>(readers_.size());
      if (const std::int64_t wait = due - monotonic_ns(); wait > 1'000'000)
        ::usleep(static_cast<useconds_t>(wait / 1000));
      Reader& reader = readers_[i];
      if (reader.socket >= 0 && !sip(reader.socket)) {
        ++hung_up_on_;
        borne_s_ = std::max<double>(borne_s_, static_cast<double>(monotonic_ns() - reader.since) / 1e9);
        ::close(std::exchange(reader.socket, -1));
      }
      if (reader.socket < 0) call(reader);
      open += reader.socket >= 0;
    }
    open_ = open;
    if (const std::int64_t left = begin + second - monotonic_ns(); left > 0)
      ::usleep(static_cast<useconds_t>(left / 1000));
  }
}

void SlowReaders::call(Reader& reader) const {
  int& socket = reader.socket;
  reader.since = monotonic_ns();
  socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receive_buffer_, sizeof receive_buffer_);
  sockaddr address{};
  std::memcpy(&address, &target_.address, sizeof target_.address);
  const bool asked = socket >= 0 && ::connect(socket, &address, sizeof target_.address) == 0 &&
                     ::send(socket, request_.data(), request_.size(), MSG_NOSIGNAL) > 0;
  if (!asked && socket >= 0) ::close(std::exchange(socket, -1));
}

bool SlowReaders::sip(int socket) {
  std::array<char, bytes_a_second> piece;
  const ssize_t count = ::recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace lyceum::bench
