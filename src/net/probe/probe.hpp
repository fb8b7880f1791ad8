// One question to a server and its answer: is somebody there, and who? For `lyceum doctor` and `lyceum
// admin`. Blocks: not on a reactor.
#pragma once

#include "base/result/result.hpp"
#include "base/time/clock.hpp"
#include "net/tcp/address.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::net {

struct Url {
  bool tls = false;
  std::string host;  // no brackets
  std::uint16_t port = 0;
  std::string path = "/";
};

// http:// or https://, a host, perhaps a port and a path. Error: 400 "bad_url".
Result<Url> parse_url(std::string_view text);

struct ProbeAnswer {
  int status = 0;
  std::string body;                      // at most 256 kB of it
  std::optional<Utc> certificate_until;  // under TLS
};

enum class Certificate { verified, any };  // any: for a server on this machine, asked by its address

struct Question {
  std::string_view method = "GET";
  std::string bearer;      // a token; empty: none
  bool websocket = false;  // asks for one (RFC 6455 §4.1), and is content with the head of the answer
};

// One request, following no redirect. All addresses of the host are tried until one takes the connection.
// Errors: "probe_failed", whose detail says what went wrong: no such name, refused, time, certificate.
Result<ProbeAnswer> probe_http(const Url& url, std::chrono::milliseconds within,
                               Certificate certificate = Certificate::verified,
                               const Question& question = {});
// Does whoever ends TLS there offer HTTP/2 (RFC 9113 §3.2)? Errors: as above.
Result<bool> offers_http2(const Url& url, std::chrono::milliseconds within);
// The same as probe_http of a server on this machine, over whichever of HTTP and HTTPS its port speaks.
Result<ProbeAnswer> probe_here(Address address, const std::string& path, std::chrono::milliseconds within,
                               const Question& question = {});

// Sends C0 and C1 (Adobe RTMP 1.0 §5.2) and looks at the first byte of the answer. False: nobody, or somebody
// else.
bool speaks_rtmp(const Address& address, std::chrono::milliseconds within);

// Of the library that is loaded: "OpenSSL 3.0.17".
std::string tls_library();

}  // namespace lyceum::net
