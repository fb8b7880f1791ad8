#include "net/tcp/socket.hpp"

#include "net/tcp/tls_session.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

namespace lyceum::net {
namespace {

constexpr int backlog = 4096;  // the kernel lowers it to net.core.somaxconn

const sockaddr* raw(const sockaddr_storage& address) { return reinterpret_cast<const sockaddr*>(&address); }
sockaddr* raw(sockaddr_storage& address) { return reinterpret_cast<sockaddr*>(&address); }

Moved moved(ssize_t result) {
  if (result >= 0) return {.bytes = static_cast<std::size_t>(result)};
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {.state = Moved::State::would_block};
  return {.state = Moved::State::failed, .error = errno};
}

void set_option(int descriptor, int level, int name, int value) {
  setsockopt(descriptor, level, name, &value, sizeof value);
}

Failure failed_to(std::string_view what, const Address& address) {
  Error error = internal_error(std::string(what) + " " + address.str() + ": " + std::strerror(errno));
  error.code = "listen_failed";
  return Failure(std::move(error));
}

Result<Socket> open_bound(const Address& address, bool shared) {
  LYCEUM_TRY(const auto where, to_sockaddr(address));
  Socket socket(::socket(where.first.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) return failed_to("cannot open a socket for", address);
  set_option(socket.descriptor(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (shared) set_option(socket.descriptor(), SOL_SOCKET, SO_REUSEPORT, 1);
  if (::bind(socket.descriptor(), raw(where.first), where.second) != 0)
    return failed_to("cannot listen on", address);
  return socket;
}

template <class Call>
Address address_by(Call call, int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (call(descriptor, raw(address), &size) != 0) return {};
  return address_from(address);
}

}  // namespace

static_assert(sizeof(Socket) == 8);

Socket::Socket(std::unique_ptr<TlsSession> session)
    : handle_(reinterpret_cast<std::uintptr_t>(session.release())) {
  static_assert(alignof(TlsSession) % 2 == 0);
}

TlsSession& Socket::session() const {
  // A socket is eight bytes: descriptor or pointer. NOLINTNEXTLINE(performance-no-int-to-ptr)
  return *reinterpret_cast<TlsSession*>(handle_);
}
int Socket::secure_descriptor() const { return handle_ == 0 ? -1 : session().descriptor(); }
bool Socket::session_holds_input() const { return session().holds_input(); }
bool Socket::session_holds_output() const { return session().holds_output(); }

void Socket::close() {
  if (is_plain())
    ::close(static_cast<int>(handle_ >> 1));
  else if (handle_ != 0)
    delete &session();
  handle_ = 0;
}

Moved Socket::read(std::span<std::uint8_t> into) {
  if (secure()) [[unlikely]]
    return session().read(into);
  const ssize_t result = ::recv(descriptor(), into.data(), into.size(), MSG_DONTWAIT);
  if (result == 0 && !into.empty()) return {.state = Moved::State::ended};
  return moved(result);
}

Moved Socket::write(ByteView bytes) {
  if (secure()) [[unlikely]] {
    const iovec part{const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
    return session().write({&part, 1});
  }
  return moved(::send(descriptor(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
}

Moved Socket::write(std::span<const iovec> parts) {
  if (secure()) [[unlikely]]
    return session().write(parts);
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(parts.data());
  message.msg_iovlen = parts.size();
  return moved(::sendmsg(descriptor(), &message, MSG_DONTWAIT | MSG_NOSIGNAL));
}

Moved Socket::flush() { return secure() ? session().flush() : Moved{}; }

void Socket::shut_down_sending() {
  if (secure()) session().finish();
  ::shutdown(descriptor(), SHUT_WR);
}

// The kernel doubles the value for its own needs.
void Socket::set_send_buffer(int bytes) { set_option(descriptor(), SOL_SOCKET, SO_SNDBUF, bytes / 2); }

void Socket::set_unsent_max(int bytes) { set_option(descriptor(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, bytes); }

Address Socket::local() const { return address_by(getsockname, descriptor()); }
Address Socket::remote() const { return address_by(getpeername, descriptor()); }

Result<std::vector<Socket>> listen_on(const Address& address, std::size_t count) {
  // SO_REUSEPORT would silently share the port with another process of the same user: see first whether it is
  // free.
  Address real = address;
  {
    LYCEUM_TRY(const Socket probe, open_bound(address, false));
    if (::listen(probe.descriptor(), 1) != 0) return failed_to("cannot listen on", address);
    real.port = probe.local().port;
  }
  std::vector<Socket> sockets;
  while (sockets.size() < count) {
    LYCEUM_TRY(Socket socket, open_bound(real, true));
    if (::listen(socket.descriptor(), backlog) != 0) return failed_to("cannot listen on", address);
    sockets.push_back(std::move(socket));
  }
  return sockets;
}

Result<Socket> connect_to(const Address& address) {
  LYCEUM_TRY(const auto where, to_sockaddr(address));
  Socket socket(::socket(where.first.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket || ::connect(socket.descriptor(), raw(where.first), where.second) != 0)
    return failed_to("cannot connect to", address);
  fcntl(socket.descriptor(), F_SETFL, O_NONBLOCK);
  set_option(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, 1);
  return socket;
}

}  // namespace lyceum::net
