#include "net/http/router.hpp"

#include "net/push/push_socket.hpp"
#include "net/websocket/websocket.hpp"

#include <cstdlib>

namespace lyceum::net {
namespace {

using Methods = std::map<std::string, const Route*, std::less<>>;

std::string allow_of(const Methods& methods) {
  std::string allow;
  for (const auto& [method, route] : methods) {
    if (!allow.empty()) allow += ", ";
    allow += method;
    if (method == "GET" && route->handler) allow += ", HEAD";
  }
  return allow;
}

}  // namespace

// One segment of the patterns.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> any;  // {name}
  Methods here;               // patterns that end here
  Methods rest;               // patterns that end here with {name...}

  using Segments = std::span<const std::string>;

  // The methods of the best pattern; `values` gets what its parameters matched.
  const Methods* find(Segments segments, std::vector<std::string>& values) const {
    if (segments.empty()) return here.empty() ? nullptr : &here;
    if (const auto literal = literals.find(segments.front()); literal != literals.end())
      if (const Methods* found = literal->second->find(segments.subspan(1), values)) return found;
    if (any && !segments.front().empty()) {
      values.push_back(segments.front());
      if (const Methods* found = any->find(segments.subspan(1), values)) return found;
      values.pop_back();
    }
    if (rest.empty()) return nullptr;
    values.push_back(joined(segments));
    return &rest;
  }

  static std::string joined(Segments segments) {
    std::string path;
    for (const std::string& segment : segments) path += (path.empty() ? "" : "/") + segment;
    return path;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options) {
  insert({.method = std::string(method),
          .pattern = std::string(pattern),
          .handler = std::move(handler),
          .options = std::move(options)});
}

void Router::add_websocket(std::string_view pattern, std::string subprotocol, UpgradeHandler handler) {
  insert({.method = "GET",
          .pattern = std::string(pattern),
          .upgrade = std::move(handler),
          .subprotocol = std::move(subprotocol)});
}

void Router::add_push(std::string_view pattern, PushStarter handler) {
  insert({.method = "GET", .pattern = std::string(pattern), .push = std::move(handler)});
}

void Router::insert(Route route) {
  if (!route.pattern.starts_with('/')) std::abort();
  Node* node = root_.get();
  Methods* methods = &node->here;
  for (std::string_view rest = std::string_view(route.pattern).substr(1); !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    std::string_view segment = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (segment.starts_with('{') && segment.ends_with("...}")) {
      if (!rest.empty()) std::abort();
      route.params.emplace_back(segment.substr(1, segment.size() - 5));
      methods = &node->rest;
      break;
    }
    std::unique_ptr<Node>* next = nullptr;
    if (segment.starts_with('{') && segment.ends_with('}')) {
      route.params.emplace_back(segment.substr(1, segment.size() - 2));
      next = &node->any;
    } else {
      next = &node->literals[std::string(segment)];
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
    methods = &node->here;
  }
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  if (!methods->emplace(routes_.back()->method, routes_.back().get()).second) std::abort();
}

void Router::set_fallback(Handler handler) {
  fallback_ = std::make_unique<Route>(Route{.method = "GET", .pattern = "", .handler = std::move(handler)});
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> all;
  all.reserve(routes_.size());
  for (const auto& route : routes_) all.push_back(route.get());
  return all;
}

Router::Match Router::match(Request& request, std::span<const std::string> segments) const {
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  std::vector<std::string> values;
  const Methods* methods = root_->find(segments, values);
  if (methods == nullptr) return {.route = method == "GET" ? fallback_.get() : nullptr, .allow = {}};
  auto found = methods->find(request.method);
  if (found == methods->end()) found = methods->find(method);
  if (found == methods->end() || (!found->second->handler && request.method == "HEAD"))
    return {.allow = allow_of(*methods)};
  for (std::size_t i = 0; i < values.size(); ++i)
    request.params.emplace_back(found->second->params[i], std::move(values[i]));
  return {.route = found->second, .allow = {}};
}

}  // namespace lyceum::net
