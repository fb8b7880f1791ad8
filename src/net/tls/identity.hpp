// Who this server is under TLS: its certificate and key from PEM files, read again when they change.
#pragma once

#include "base/result/result.hpp"
#include "net/tcp/socket.hpp"
#include "net/tcp/tls_session.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

struct ssl_ctx_st;

namespace lyceum::net {

// TLS 1.2 and 1.3, forward secrecy and authenticated encryption only, no renegotiation, no compression; ALPN
// http/1.1. All calls from any thread.
class TlsIdentity {
 public:
  // `certificate`: the whole chain, the server's own first. Fails with a sentence that names the file: not
  // readable, no PEM, key and certificate do not belong together.
  static Result<std::unique_ptr<TlsIdentity>> load(std::string certificate, std::string key);

  // Reads the files again if they are not those of the last time. When they are not good, the identity stays
  // what it was, and the log says why. True: there is a new one.
  bool reload_if_changed();

  // A session for a connection that was just accepted; null: out of memory.
  std::unique_ptr<TlsSession> session(Socket accepted);

 private:
  using Context = std::shared_ptr<ssl_ctx_st>;
  // Of both files: when they were written and how long they are.
  using Marks = std::string;

  TlsIdentity(std::string certificate, std::string key)
      : certificate_(std::move(certificate)), key_(std::move(key)) {}
  Result<Context> read() const;
  Marks marks() const;

  const std::string certificate_, key_;
  std::mutex mutex_;  // guards what follows
  Context context_;
  Marks seen_;
};

}  // namespace lyceum::net
