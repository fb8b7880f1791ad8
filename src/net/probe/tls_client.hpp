// TLS over a connected socket, as a client. Inside net/probe.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <memory>
#include <optional>
#include <string>

struct ssl_ctx_st;
struct ssl_st;

namespace lyceum::net {

// Blocks as long as the descriptor does (SO_RCVTIMEO, SO_SNDTIMEO).
class TlsClient {
 public:
  // The certificate must be good for `host` if `verify`. `protocol` is offered (ALPN, RFC 7301) before
  // http/1.1; empty: neither. Errors: "probe_failed".
  static Result<TlsClient> connect(int descriptor, const std::string& host, bool verify,
                                   std::string_view protocol = {});

  bool write(std::string_view text);
  // 0: the end, or an error.
  std::size_t read(std::span<std::uint8_t> into);
  std::optional<Utc> certificate_until() const;
  // What the server chose; empty: it did not say.
  std::string protocol() const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
    void operator()(ssl_st* session) const;
  };
  TlsClient() = default;
  std::unique_ptr<ssl_ctx_st, Free> context_;
  std::unique_ptr<ssl_st, Free> session_;
};

}  // namespace lyceum::net
