// One request and its answer, from the complete header on.
#pragma once

#include "net/http/parser.hpp"
#include "net/http/router.hpp"

namespace lyceum::net {

class HttpConnection;

// Owned by the coroutine that serves it, so that a handler which still waits keeps its request when the
// client is gone.
struct Exchange {
  explicit Exchange(std::size_t header_max) : parser(request, header_max) {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  Request request;
  RequestParser parser;
  const Route* route = nullptr;
  std::string allow;                     // the path's methods, when this one is not among them
  HttpConnection* connection = nullptr;  // null: the client is gone, nobody reads the answer
};

// Asks for admission, waits for the body, calls the handler, and gives the connection its answer.
Task<void> serve(std::unique_ptr<Exchange> exchange);

}  // namespace lyceum::net
