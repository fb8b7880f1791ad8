// HTTP/1.1 (RFC 9112) on one reactor, over plain TCP or TLS.
//
// Hot path: the request is parsed in the reactor's shared buffer, the response leaves with one writev, its
// body shared. An idle connection holds about 300 bytes.
#pragma once

#include "net/http/router.hpp"
#include "net/tcp/listener.hpp"
#include "net/tls/identity.hpp"
#include "net/websocket/websocket.hpp"

#include <memory>

namespace lyceum::net {

struct HttpOptions {
  std::size_t header_max = 8 * 1024;  // request line and fields → 431
  std::chrono::milliseconds header_within{
      10'000};  // from the first byte (or the connection) to the end of the header → 408
  std::chrono::milliseconds idle_max{75'000};      // between requests
  std::chrono::milliseconds write_within{30'000};  // without the client taking a byte
  std::chrono::milliseconds body_grace{10'000};    // a body may take this long and a second per 16 kB → 408
  std::chrono::milliseconds linger_max{700};       // after an error: for the client to read the answer
  std::size_t connections_max = 16'384;            // of this reactor; more are closed at once
  bool trust_proxy = false;    // X-Forwarded-For and -Proto of a peer on loopback are believed
  TlsIdentity* tls = nullptr;  // outlives the server; null: plain
  WebSocketOptions websocket;
};

class HttpServer {
 public:
  // `listening`: one of listen_on()'s. `router` outlives the server. On the reactor's thread, or before it
  // runs.
  HttpServer(Reactor& reactor, Socket listening, const Router& router, HttpOptions options = {});
  // On the reactor's thread or after it stopped. Connections end; handlers that still wait keep their
  // connection's memory until they end. Its web sockets must be gone.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  Address local() const;
  std::size_t connections() const;
  std::size_t websockets() const;

  // The port closes, idle connections end, answers say `Connection: close`. `done` is called on the reactor
  // when the last connection has ended (at once if there is none). Web sockets are not waited for: their
  // owners close them (4500).
  void drain(Job done);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lyceum::net
