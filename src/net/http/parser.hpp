// Turns bytes into a Request (RFC 9112). Boost.Beast's header parser inside, seen by nobody else.
#pragma once

#include "net/http/message.hpp"

#include <memory>

namespace lyceum::net {

// One for each request. Sans-IO; what it has not consumed must be given again, with more behind it.
class RequestParser {
 public:
  // Fills `request`, which outlives the parser: method, target and headers, then body.
  RequestParser(Request& request, std::size_t header_max);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // Consumes bytes until the header is complete; then, called again, until the body is. Returns how many.
  // Errors: bad_request, headers_too_large, body_too_large (counted against body_max).
  Result<std::size_t> put(ByteView bytes);

  bool header_done() const;
  bool done() const;

  // After the header. A Content-Length above the limit is refused at once, chunked bodies when they exceed
  // it.
  Result<void> set_body_max(std::size_t bytes);
  bool keep_alive() const;  // by version and Connection
  bool is_http_1_0() const;
  std::size_t body_left() const;  // bytes still to come if the length is known, else 0

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lyceum::net
