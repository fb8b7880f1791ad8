// Which handler answers which path.
//
// Filled at start, then read only: all reactors share one Router, and a handler is called on the reactor of
// its connection, so on several threads at a time. Conflicts (the same method and pattern twice) abort:
// programmer errors.
#pragma once

#include "base/flow/task.hpp"
#include "net/http/message.hpp"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::net {

class PushSocket;
class WebSocket;

// Awaited on the connection's reactor; an exception becomes a 500 problem and a line in the log. Its deadline
// is its own business; other requests of the same connection wait.
using Handler = std::function<Task<Response>(Request&)>;

// What an upgrade handler answers when it lets the client in. `accept` gets the socket on the connection's
// reactor, after the 101 response is written: set a handler with WebSocket::start(). It may be null if the
// client went away between: then `accept` is destroyed uncalled.
struct WebSocketAcceptor {
  std::move_only_function<void(std::unique_ptr<WebSocket>)> accept;
};
// Checks who it is; an Error is answered as a problem document. The Origin check is the handler's
// (request.header).
using UpgradeHandler = std::function<Task<Result<WebSocketAcceptor>>(Request&)>;

// What a push handler answers. With `accept`: the status and headers of `response` are sent as the head of an
// answer without a length, and `accept` gets the socket on the connection's reactor, to write the body for as
// long as it likes (`Connection: close` ends it). It is destroyed uncalled if the client went away between.
// Without: `response` is an ordinary answer.
struct PushAnswer {
  Response response;
  std::move_only_function<void(std::unique_ptr<PushSocket>)> accept = nullptr;
};
using PushStarter = std::function<Task<PushAnswer>(Request&)>;

// Asked when the header is there and a body is about to be read: who may not send gets the problem without us
// having held the body. (A body that came in the same packet as the header is already there, at most 8 kB of
// it.)
using Admission = std::function<Task<Result<void>>(Request&)>;

struct RouteOptions {
  std::size_t body_max = 64 * 1024;  // bytes; more → 413
  Admission admit = nullptr;
};

struct Route {
  std::string method;  // "GET" for web sockets
  std::string pattern;
  Handler handler = nullptr;         // one
  UpgradeHandler upgrade = nullptr;  // of
  PushStarter push = nullptr;        // these
  std::string subprotocol = {};      // of a web socket
  RouteOptions options = {};
  std::vector<std::string> params = {};  // the names in the pattern
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // Pattern: "/api/v1/lessons/{id}/start". A {name} matches one segment; a last {name...} matches the rest of
  // the path, at least one segment. A literal segment is preferred to a {name}. GET answers HEAD too.
  void add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options = {});

  // A client that offers subprotocols must offer this one; the answer names it.
  void add_websocket(std::string_view pattern, std::string subprotocol, UpgradeHandler handler);

  // GET only: the answer has no end.
  void add_push(std::string_view pattern, PushStarter handler);

  // GET and HEAD of paths that match no route: static files, the web application. Without it: 404.
  void set_fallback(Handler handler);

  // All routes, in the order added, for documents and their tests.
  std::vector<const Route*> routes() const;

  // For the server: the route of request.method and the decoded segments of its path. Fills request.params.
  struct Match {
    const Route* route = nullptr;  // null: see allow
    std::string allow;  // not empty: the path exists, these methods do ("GET, HEAD"): 405; empty: 404
  };
  Match match(Request& request, std::span<const std::string> segments) const;

 private:
  struct Node;
  void insert(Route route);

  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Route> fallback_;
};

}  // namespace lyceum::net
