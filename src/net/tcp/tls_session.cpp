#include "net/tcp/tls_session.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::net {
namespace {

constexpr std::size_t kRecord = 16 * 1024;  // plain bytes in a record (RFC 8446 §5.1)
constexpr std::size_t kAtOnce = 4;          // records in one send

// Of the thread: what a write() has encrypted and not yet sent, and where small parts become one record.
Bytes& outgoing() {
  static thread_local Bytes bytes;
  return bytes;
}
std::array<std::uint8_t, kRecord>& gathered() {
  static thread_local std::array<std::uint8_t, kRecord> bytes;
  return bytes;
}

}  // namespace

// OpenSSL's way to the socket. Writing always succeeds: what the kernel does not take is held by the session,
// so that no record is ever half known to OpenSSL.
struct TlsTransport {
  static TlsSession& of(BIO* bio) { return *static_cast<TlsSession*>(BIO_get_data(bio)); }

  static int write(BIO* bio, const char* data, int size) {
    of(bio).send_out(as_bytes({data, static_cast<std::size_t>(size)}));
    return size;
  }
  static int read(BIO* bio, char* into, int size) {
    BIO_clear_retry_flags(bio);
    const ssize_t count = ::recv(of(bio).descriptor_, into, static_cast<std::size_t>(size), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) BIO_set_retry_read(bio);
    return static_cast<int>(count);
  }
  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }
  static int create(BIO* bio) {
    BIO_set_init(bio, 1);
    return 1;
  }

  static BIO_METHOD* method() {
    static BIO_METHOD* const made = [] {
      BIO_METHOD* fresh = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "lyceum");
      BIO_meth_set_write(fresh, write);
      BIO_meth_set_read(fresh, read);
      BIO_meth_set_ctrl(fresh, control);
      BIO_meth_set_create(fresh, create);
      return fresh;
    }();
    return made;
  }
};

void TlsSession::Free::operator()(ssl_st* session) const { SSL_free(session); }

TlsSession::TlsSession(ssl_st* session, int descriptor) : session_(session), descriptor_(descriptor) {
  BIO* bio = BIO_new(TlsTransport::method());
  BIO_set_data(bio, this);
  SSL_set_bio(session, bio, bio);
}

TlsSession::~TlsSession() { ::close(descriptor_); }

void TlsSession::send_out(ByteView bytes) {
  if (corked_) {
    outgoing().insert(outgoing().end(), bytes.begin(), bytes.end());
    return;
  }
  ssize_t sent = 0;
  if (held_.empty()) sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0) {
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) error_ = errno;
    sent = 0;
  }
  const auto rest = bytes.subspan(static_cast<std::size_t>(sent));
  if (error_ == 0) held_.insert(held_.end(), rest.begin(), rest.end());
}

Moved TlsSession::flush() {
  if (error_ != 0) return {.state = Moved::State::failed, .error = error_};
  if (held_.empty()) return {};
  const ssize_t sent = ::send(descriptor_, held_.data(), held_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
    error_ = errno;
    return {.state = Moved::State::failed, .error = error_};
  }
  if (sent > 0) held_.erase(held_.begin(), held_.begin() + sent);
  if (held_.empty()) held_ = Bytes();  // no memory while idle
  return {.state = held_.empty() ? Moved::State::open : Moved::State::would_block};
}

Moved::State TlsSession::handshake() {
  if (const Moved flushed = flush(); flushed.state == Moved::State::failed) return flushed.state;
  ERR_clear_error();
  const int result = SSL_do_handshake(session_.get());
  if (error_ != 0) return Moved::State::failed;
  if (result == 1) {
    holds_input_ = SSL_has_pending(session_.get()) != 0;
    return Moved::State::open;
  }
  return SSL_get_error(session_.get(), result) == SSL_ERROR_WANT_READ ? Moved::State::would_block
                                                                      : Moved::State::failed;
}

Moved TlsSession::read(std::span<std::uint8_t> into) {
  Moved moved;
  ERR_clear_error();
  while (moved.bytes < into.size()) {
    const auto rest = into.subspan(moved.bytes);
    std::size_t count = 0;
    const int result = SSL_read_ex(session_.get(), rest.data(), rest.size(), &count);
    if (result == 1) {
      moved.bytes += count;
      continue;
    }
    holds_input_ = false;
    const int why = SSL_get_error(session_.get(), result);
    if (moved.bytes > 0) {  // first what was read; an end is met again at the next call
      holds_input_ = why != SSL_ERROR_WANT_READ;
      return moved;
    }
    if (why == SSL_ERROR_WANT_READ) return {.state = Moved::State::would_block};
    if (why == SSL_ERROR_ZERO_RETURN) return {.state = Moved::State::ended};
    // Many clients close without close_notify; HTTP and WebSocket know their own ends.
    return {.state = Moved::State::failed, .error = error_ != 0 ? error_ : ECONNRESET};
  }
  holds_input_ = SSL_has_pending(session_.get()) != 0;
  return moved;
}

// One record of what begins at `part` and `offset`, which move on.
void TlsSession::encrypt(std::span<const iovec> parts, std::size_t& part, std::size_t& offset, Moved& moved) {
  auto& record = gathered();
  std::size_t filled = 0;
  while (part < parts.size() && filled < record.size()) {
    const auto* from = static_cast<const std::uint8_t*>(parts[part].iov_base) + offset;
    const std::size_t count = std::min(parts[part].iov_len - offset, record.size() - filled);
    std::memcpy(record.data() + filled, from, count);
    filled += count;
    offset += count;
    if (offset < parts[part].iov_len) break;
    ++part;
    offset = 0;
  }
  std::size_t taken = 0;
  if (filled > 0 && SSL_write_ex(session_.get(), record.data(), filled, &taken) != 1)
    moved = {.state = Moved::State::failed, .bytes = 0, .error = EPROTO};
  else
    moved.bytes += filled;
}

void TlsSession::uncork() {
  corked_ = false;
  send_out(outgoing());
  outgoing().clear();
}

Moved TlsSession::write(std::span<const iovec> parts) {
  if (const Moved flushed = flush(); flushed.state != Moved::State::open) return flushed;
  ERR_clear_error();
  Moved moved;
  std::size_t part = 0, offset = 0;
  while (part < parts.size() && held_.empty() && moved.state == Moved::State::open) {
    corked_ = true;
    for (std::size_t i = 0; i < kAtOnce && part < parts.size() && moved.state == Moved::State::open; ++i)
      encrypt(parts, part, offset, moved);
    uncork();
    if (error_ != 0) return {.state = Moved::State::failed, .error = error_};
  }
  return moved;
}

void TlsSession::finish() {
  ERR_clear_error();
  if (SSL_is_init_finished(session_.get()) != 0) SSL_shutdown(session_.get());
}

}  // namespace lyceum::net
