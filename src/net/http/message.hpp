// An HTTP request and its response as handlers see them (RFC 9110, 9112), whatever the transport.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/flow/task.hpp"
#include "base/result/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyceum::net {

// In the order they came; names compare without case (RFC 9110 §5.1). A handful, so a list.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  // The first of that name, or nothing.
  std::optional<std::string_view> get(std::string_view name) const;
  // How many lines of that name.
  std::size_t count(std::string_view name) const;
  // True if a comma-separated list field (over all its lines) holds the token, without case.
  bool has_token(std::string_view name, std::string_view token) const;
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  // Replaces all of that name.
  void set(std::string name, std::string value);

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<Field> fields_;
};

// Valid until the handler's task ends; used on the connection's reactor. Tests fill it by hand.
struct Request {
  std::string method;        // "GET"; HEAD reaches a GET handler as "HEAD"
  std::string target;        // as sent: "/a%20b?x=1"
  std::string path;          // decoded, no query: "/a b"
  std::string query_string;  // raw, without "?"
  Headers headers;
  std::string body;     // whole, within the route's limit
  std::string remote;   // the client's IP address; a trusted proxy's word if the server is told to trust it
  bool secure = false;  // the client speaks TLS, to us or to the trusted proxy
  std::vector<std::pair<std::string, std::string>> params;  // {name} of the pattern → decoded value

  // A path parameter; aborts if the pattern has none of that name (programmer error).
  const std::string& param(std::string_view name) const;
  // The first query parameter of that name, decoded; "" if empty or without "=".
  std::optional<std::string> query(std::string_view name) const;
  std::optional<std::string_view> header(std::string_view name) const { return headers.get(name); }
  // A cookie's value (RFC 6265 §4.2).
  std::optional<std::string_view> cookie(std::string_view name) const;

  // The client has gone: the response will reach nobody. A handler that waits long (blocking playlist)
  // registers here to be told; at most one job, called once on the connection's reactor, at once if it is
  // already gone; dropped when the handler ends.
  void on_gone(Job job);
  bool gone() const { return gone_; }
  void tell_gone();  // by the connection

 private:
  bool gone_ = false;
  Job on_gone_;
};

// A body too long to hold: asked for piece by piece, as the client takes it. Used on the connection's
// reactor.
class BodySource {
 public:
  virtual ~BodySource() = default;
  virtual std::uint64_t size() const = 0;
  // The next piece, not empty; asked for until size() bytes have come, never before the last answer. It is
  // waited for (a mailbox lies between), and an error ends the connection, since the head has been sent.
  virtual Task<Result<SharedBytes>> next() = 0;
};

// The server adds Content-Length, Date and Connection; HEAD, 204 and 304 send no body.
struct Response {
  int status = 200;
  Headers headers = {};
  std::vector<SharedBytes> body =
      {};  // written in order without a copy; may be shared by thousands of responses
  std::unique_ptr<BodySource> source = nullptr;  // comes after `body`

  std::uint64_t body_size() const;
};

Response text_response(int status, std::string_view content_type, std::string_view text);
// application/json; `json` is complete.
Response json_response(int status, std::string_view json);
// 204.
Response empty_response();
// 302 or 303 and Location.
Response redirect(int status, std::string location);

// "Tue, 15 Nov 1994 08:12:31 GMT" (RFC 9110 §5.6.7) of a UNIX time in seconds.
std::string http_date(std::int64_t unix_seconds);

}  // namespace lyceum::net
