// An owned, non-blocking TCP descriptor and the few calls made on it. No signal is ever raised
// (MSG_NOSIGNAL).
#pragma once

#include "base/bytes/bytes.hpp"
#include "net/tcp/address.hpp"

#include <span>
#include <utility>
#include <vector>

#include <sys/uio.h>

namespace lyceum::net {

// What one call moved.
struct Moved {
  enum class State {
    open,
    would_block,
    ended,
    failed
  };  // ended: the peer closed its sending side (reads only)
  State state = State::open;
  std::size_t bytes = 0;
  int error = 0;  // errno when failed
};

class Socket {
 public:
  Socket() = default;
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Socket() { close(); }

  explicit operator bool() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  void close();
  // After it, destruction does not close.
  int release() { return std::exchange(descriptor_, -1); }

  Moved read(std::span<std::uint8_t> into);
  Moved write(ByteView bytes);
  Moved write(std::span<const iovec> parts);  // at most IOV_MAX of them
  void shut_down_sending();
  // At most this many bytes wait in the kernel; switches its autotuning off, so that a slow reader is seen
  // early.
  void set_send_buffer(int bytes);

  Address local() const;
  Address remote() const;

 private:
  int descriptor_ = -1;
};

// `count` listening sockets on one address (SO_REUSEPORT: the kernel spreads connections over them). Port 0
// picks a free one, the same for all; Socket::local() tells it. An address already in use, also by a process
// that shares it, is an error. Errors: 500 "listen_failed", detail = a sentence for the operator with the
// address and the reason.
Result<std::vector<Socket>> listen_on(const Address& address, std::size_t count);

// A connection from here, already established; blocks until then. For clients: load generators, tests, health
// checks.
Result<Socket> connect_to(const Address& address);

}  // namespace lyceum::net
