// The status line and header fields of a response (RFC 9112 §4, §5).
#pragma once

#include "net/http/message.hpp"

namespace lyceum::net {

struct HeadOptions {
  bool close = false;          // Connection: close
  bool endless = false;        // no Content-Length: the body lasts until the connection closes
  bool http_1_0 = false;       // such a client is told when it may go on
  std::string_view date = {};  // an http_date()
};

// A line break in a header's value would let a client write headers of its own: such a field is left out.
std::string response_head(const Response& response, const HeadOptions& options);

// No body is sent, whatever the response holds (RFC 9110 §6.4.1).
bool has_no_body(int status);

}  // namespace lyceum::net
