// An owned, non-blocking TCP descriptor, plain or under TLS, and the few calls made on it. No signal is ever
// raised (MSG_NOSIGNAL).
#pragma once

#include "base/bytes/bytes.hpp"
#include "net/tcp/address.hpp"
#include "net/tcp/moved.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <sys/uio.h>

namespace lyceum::net {

class TlsSession;

// Eight bytes, plain or not: a plain descriptor d is kept as 2d + 1, a session as its address, which is even.
class Socket {
 public:
  Socket() = default;
  explicit Socket(int descriptor)
      : handle_(descriptor < 0 ? 0 : (std::uintptr_t{static_cast<unsigned>(descriptor)} << 1 | 1)) {}
  explicit Socket(std::unique_ptr<TlsSession> session);
  Socket(Socket&& other) noexcept : handle_(std::exchange(other.handle_, 0)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Socket() { close(); }

  explicit operator bool() const { return handle_ != 0; }
  int descriptor() const { return is_plain() ? static_cast<int>(handle_ >> 1) : secure_descriptor(); }
  // Under TLS.
  bool secure() const { return handle_ != 0 && !is_plain(); }
  void close();
  // After it, destruction does not close. Plain ones only.
  int release() { return is_plain() ? static_cast<int>(std::exchange(handle_, 0) >> 1) : -1; }

  Moved read(std::span<std::uint8_t> into);
  Moved write(ByteView bytes);
  Moved write(std::span<const iovec> parts);  // at most IOV_MAX of them
  void shut_down_sending();
  // At most this many bytes wait in the kernel; switches its autotuning off, so that a slow reader is seen
  // early.
  void set_send_buffer(int bytes);
  // About this many bytes that were never on the line wait in the kernel (TCP_NOTSENT_LOWAT); what is in
  // flight is its own business. Sockets accepted from a listening one have it from there.
  void set_unsent_max(int bytes);

  // Under TLS bytes may wait outside the kernel, where epoll does not see them. holds_input: read again
  // without waiting for readability. holds_output: wait for writability, then flush(), even with nothing more
  // to write.
  bool holds_input() const { return secure() && session_holds_input(); }
  bool holds_output() const { return secure() && session_holds_output(); }
  Moved flush();  // would_block: some is still held

  Address local() const;
  Address remote() const;

 private:
  bool is_plain() const { return (handle_ & 1) != 0; }
  TlsSession& session() const;
  int secure_descriptor() const;  // -1: none
  bool session_holds_input() const;
  bool session_holds_output() const;

  std::uintptr_t handle_ = 0;  // 0: none
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
