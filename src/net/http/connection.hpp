// One HTTP/1.1 connection: requests one after the other, each answered before the next is read.
#pragma once

#include "net/http/exchange.hpp"
#include "net/http/server.hpp"
#include "net/websocket/ping_wheel.hpp"

#include <memory>

namespace lyceum::net {

// What a connection needs of its server.
class HttpHost {
 public:
  virtual ~HttpHost() = default;
  virtual Reactor& reactor() = 0;
  virtual const Router& router() const = 0;
  virtual const HttpOptions& options() const = 0;
  virtual PingWheel& wheel() = 0;
  virtual bool draining() const = 0;
  virtual std::string_view date() = 0;                  // for the Date field
  virtual void count(int status) = 0;                   // an answer has been sent
  virtual void forget(HttpConnection& connection) = 0;  // destroys it
};

// A body on its way out; shared with the coroutine that waits for a piece.
struct BodyPull {
  HttpConnection* connection;  // null: the client is gone
  std::unique_ptr<BodySource> source;
  std::uint64_t left;
};

class HttpConnection final : Watcher {
 public:
  HttpConnection(HttpHost& host, Socket socket);
  ~HttpConnection() override;
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  // For serve().
  void read_body(Resume<bool> resume);  // false: the client went away or was refused
  void answer(Response response);
  void upgrade(WebSocketAcceptor acceptor);
  void push(PushAnswer answer);
  // For a body that comes in pieces.
  void pulled(Result<SharedBytes> piece);

  // For the server, from time to time.
  void check_deadline(Mono now);
  // The server drains: ends a connection on which no request is under way.
  void end_if_idle();

  std::size_t place = 0;  // in the server's list

 private:
  enum class Phase : std::uint8_t {
    header,     // waiting for a request, or inside its header
    body,       // a coroutine waits for the whole body
    handling,   // a coroutine works; nothing is read
    writing,    // the answer did not fit at once
    pulling,    // all that there was is written, the next piece of the body is awaited
    lingering,  // answered and closed from our side; the client may finish reading
    over,
  };

  void on_ready(Readiness ready) override;
  void read();
  void take(ByteView bytes);
  void take_header(ByteView bytes);
  void take_body(ByteView bytes);
  void hold(ByteView rest);
  void begin(ByteView rest);
  Result<void> prepare(Exchange& exchange) const;
  void refuse(const Error& error);
  void write(Response response, bool head_only);
  void pull();
  Socket hand_over();
  void queue_from(std::size_t written, std::string head, const Response& response, bool head_only);
  void flush();
  void written();
  void client_gone(bool failed);
  void detach_exchange();
  void end();
  void enter(Phase phase, std::chrono::nanoseconds within);
  void look_again();

  HttpHost& host_;
  Socket socket_;
  std::string remote_;
  std::unique_ptr<Exchange> incoming_;  // while its header is read
  Exchange* exchange_ = nullptr;        // while a coroutine serves it
  Resume<bool> body_done_;
  Bytes held_;  // read and not yet parsed: half a header, or the next request's start
  SendQueue queue_;
  std::shared_ptr<BodyPull> body_;  // of the answer being written
  Mono deadline_ = Mono::max();
  Phase phase_ = Phase::header;
  bool close_ = false;  // after this answer
  bool http_1_0_ = false;
  bool unread_ = false;       // the kernel may hold input that nobody will tell again
  bool peer_end_ = false;     // the client has closed its sending side …
  bool half_closed_ = false;  // … and whoever serves it has been told
};

}  // namespace lyceum::net
