// One TLS connection over a non-blocking socket. Used through Socket, which hides whether a
// connection is plain.
#pragma once

#include "base/bytes/bytes.hpp"
#include "net/tcp/moved.hpp"

#include <cstdint>
#include <memory>
#include <span>

#include <sys/uio.h>

struct ssl_st;

namespace lyceum::net {

// Lives on one reactor, like its socket. Idle it holds OpenSSL's session (14 kB, measured with OpenSSL 3.0)
// and no buffer.
//
// What write() takes is encrypted and belongs to the connection; what of it the kernel did not take is held
// here (at most 66 kB) until flush() or the next write(): the owner waits for writability while
// holds_output().
class TlsSession {
 public:
  // Takes both over. `session`: new, told which side it is on.
  TlsSession(ssl_st* session, int descriptor);
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  // open: done; would_block: call again when the socket is ready; failed: no TLS, or not ours.
  Moved::State handshake();

  Moved read(std::span<std::uint8_t> into);
  Moved write(std::span<const iovec> parts);
  // would_block: some is still held.
  Moved flush();
  // Says that nothing more comes (close_notify).
  void finish();

  // Bytes may be here that the kernel does not know of any more: read() again without waiting.
  bool holds_input() const { return holds_input_; }
  bool holds_output() const { return !held_.empty(); }
  int descriptor() const { return descriptor_; }

 private:
  friend struct TlsTransport;
  struct Free {
    void operator()(ssl_st* session) const;
  };

  void send_out(ByteView bytes);
  void encrypt(std::span<const iovec> parts, std::size_t& part, std::size_t& offset, Moved& moved);
  void uncork();

  std::unique_ptr<ssl_st, Free> session_;
  int descriptor_;
  int error_ = 0;  // errno of the last send
  bool corked_ = false;
  bool holds_input_ = false;
  Bytes held_;
};

}  // namespace lyceum::net
