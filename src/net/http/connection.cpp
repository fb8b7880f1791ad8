#include "net/http/connection.hpp"

#include "base/log/log.hpp"
#include "net/http/problem.hpp"
#include "net/http/response_head.hpp"
#include "net/http/target.hpp"
#include "net/http/upgrade.hpp"
#include "net/push/push_socket.hpp"

#include <algorithm>
#include <array>

namespace lyceum::net {
namespace {

constexpr std::size_t parts_max = 16;  // of an answer written at once; more go through the queue
constexpr std::size_t body_bytes_per_second = 16'384;  // slower is too slow

Mono now() { return std::chrono::steady_clock::now(); }

// The last address of the list is the one our proxy saw (the others are the client's word).
void trust_proxy(Request& request) {
  if (const auto forwarded = request.header("x-forwarded-for")) {
    std::string_view last = forwarded->substr(forwarded->rfind(',') + 1);
    last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
    if (to_sockaddr({.ip = std::string(last)})) request.remote = last;
  }
  request.secure = request.secure || request.header("x-forwarded-proto") == "https";
}

}  // namespace

HttpConnection::HttpConnection(HttpHost& host, Socket socket)
    : host_(host), socket_(std::move(socket)), remote_(socket_.remote().ip) {
  host_.reactor().poller().watch(socket_.descriptor(), *this,
                                 {.read = true, .write = true, .peer_end = true, .once = true});
  enter(Phase::header, host_.options().header_within);
  if (socket_.holds_input()) host_.reactor().poller().nudge(*this);
}

HttpConnection::~HttpConnection() {
  if (body_) body_->connection = nullptr;
  detach_exchange();
  host_.reactor().poller().unwatch(socket_.descriptor(), *this);
}

void HttpConnection::on_ready(Readiness ready) {
  unread_ = unread_ || ready.readable || ready.peer_end || ready.failed;
  peer_end_ = peer_end_ || ready.peer_end;
  switch (phase_) {
    case Phase::over:
      return host_.forget(*this);
    case Phase::handling:
      if (ready.failed || (peer_end_ && !half_closed_)) client_gone(ready.failed);
      return;
    case Phase::writing:
      if (ready.failed) return end();
      if (ready.writable) flush();
      return;
    case Phase::pulling:
      if (ready.failed) end();
      return;
    case Phase::header:
    case Phase::body:
    case Phase::lingering:
      if (unread_ || socket_.holds_input()) return read();
      return take({});  // a nudge: the next request may be here already
  }
}

void HttpConnection::read() {
  std::span<std::uint8_t> buffer = host_.reactor().scratch();
  std::size_t most = host_.options().header_max;  // what is read beyond this request has to be held
  if (phase_ == Phase::body) most = std::max(most, exchange_->parser.body_left());
  buffer = buffer.first(std::min(most, buffer.size()));
  const Moved moved = socket_.read(buffer);
  // Less than there was room for: that was all, but for the end behind it.
  unread_ = moved.state == Moved::State::open && (moved.bytes == buffer.size() || peer_end_);
  if (moved.state == Moved::State::would_block) return take({});
  if (moved.state != Moved::State::open) return end();
  if (phase_ != Phase::lingering) take(buffer.first(moved.bytes));
  look_again();
}

void HttpConnection::take(ByteView bytes) {
  Bytes joined = std::exchange(held_, {});
  if (!joined.empty()) {
    joined.insert(joined.end(), bytes.begin(), bytes.end());
    bytes = joined;
  }
  if (phase_ == Phase::body) return take_body(bytes);
  if (phase_ == Phase::header) take_header(bytes);
}

void HttpConnection::hold(ByteView rest) { held_.assign(rest.begin(), rest.end()); }

void HttpConnection::take_header(ByteView bytes) {
  if (!incoming_) {
    while (!bytes.empty() && (bytes.front() == '\r' || bytes.front() == '\n'))
      bytes = bytes.subspan(1);  // RFC 9112 §2.2
    if (bytes.empty()) return;
    incoming_ = std::make_unique<Exchange>(host_.options().header_max);
    enter(Phase::header, host_.options().header_within);
  }
  const auto consumed = incoming_->parser.put(bytes);
  if (!consumed) return refuse(consumed.error());
  const ByteView rest = bytes.subspan(*consumed);
  if (!incoming_->parser.header_done()) return hold(rest);
  begin(rest);
}

// The header is complete; `rest` is what came behind it.
void HttpConnection::begin(ByteView rest) {
  Exchange& exchange = *incoming_;
  exchange.connection = this;
  close_ = host_.draining() || !exchange.parser.keep_alive();
  http_1_0_ = exchange.parser.is_http_1_0();
  if (exchange.parser.done()) hold(rest);
  if (const auto ready = prepare(exchange); !ready) return refuse(ready.error());
  if (!exchange.parser.done()) {
    const auto consumed = exchange.parser.put(rest);
    if (!consumed) return refuse(consumed.error());
    hold(rest.subspan(*consumed));
  }
  exchange_ = &exchange;
  enter(Phase::handling, std::chrono::nanoseconds::max());
  spawn(serve(std::move(incoming_)));
  look_again();
}

// Fills in what the parser does not know, and finds the route.
Result<void> HttpConnection::prepare(Exchange& exchange) const {
  Request& request = exchange.request;
  if (request.headers.count("host") != 1 && !exchange.parser.is_http_1_0())
    return Failure(bad_request("not exactly one Host"));
  request.remote = remote_;
  request.secure = socket_.secure();
  if (host_.options().trust_proxy && Address{.ip = remote_}.is_loopback()) trust_proxy(request);
  LYCEUM_TRY(Target target, parse_target(request.target));
  request.path = std::move(target.path);
  request.query_string = std::move(target.query);
  Router::Match match = host_.router().match(request, target.segments);
  exchange.allow = std::move(match.allow);
  if (match.route == nullptr) return Failure(exchange.allow.empty() ? not_found() : method_not_allowed());
  exchange.route = match.route;
  return exchange.parser.set_body_max(match.route->options.body_max);
}

void HttpConnection::read_body(Resume<bool> resume) {
  body_done_ = std::move(resume);
  const auto length = exchange_->parser.body_left();
  enter(Phase::body, host_.options().body_grace + std::chrono::seconds(length / body_bytes_per_second));
  if (exchange_->request.headers.has_token("expect", "100-continue"))
    socket_.write(as_bytes("HTTP/1.1 100 Continue\r\n\r\n"));  // RFC 9110 §10.1.1
  look_again();
}

void HttpConnection::take_body(ByteView bytes) {
  const auto consumed = exchange_->parser.put(bytes);
  if (!consumed) return refuse(consumed.error());
  hold(bytes.subspan(*consumed));
  if (!exchange_->parser.done()) return;
  enter(Phase::handling, std::chrono::nanoseconds::max());
  look_again();
  std::exchange(body_done_, nullptr)(true);
}

// Refused by this layer, before a handler was asked. Unless only the route is wrong, the connection ends with
// it: where the next request would start is not known.
void HttpConnection::refuse(const Error& error) {
  const Exchange& exchange = incoming_ ? *incoming_ : *exchange_;
  Response response = problem_response(error, exchange.request);
  if (!exchange.allow.empty()) response.headers.add("Allow", exchange.allow);
  const bool wrong_route = error.status == 404 || error.status == 405;
  if (!wrong_route)
    log_info("http refused", {{"remote", remote_}, {"code", std::string(error.code)}, {"why", error.detail}});
  const bool head_only = exchange.request.method == "HEAD";
  close_ = close_ || !wrong_route || !exchange.parser.done();
  incoming_.reset();
  detach_exchange();
  write(std::move(response), head_only);
}

void HttpConnection::answer(Response response) {
  const bool head_only = exchange_->request.method == "HEAD";
  close_ = close_ || half_closed_ || host_.draining() || !exchange_->parser.done();
  exchange_ = nullptr;
  write(std::move(response), head_only);
}

void HttpConnection::write(Response response, bool head_only) {
  host_.count(response.status);
  head_only = head_only || has_no_body(response.status);
  std::string head = response_head(response, {.close = close_, .http_1_0 = http_1_0_, .date = host_.date()});
  std::array<iovec, parts_max> parts;
  std::size_t count = 0;
  std::size_t size = head.size();
  parts[count++] = {head.data(), head.size()};
  if (!head_only) {
    for (const SharedBytes& part : response.body) {
      size += part.size();
      if (count < parts_max) parts[count++] = {const_cast<std::uint8_t*>(part.data()), part.size()};
    }
    if (response.source && response.source->size() > 0) {
      const std::uint64_t length = response.source->size();
      body_ = std::make_shared<BodyPull>(this, std::move(response.source), length);
    }
  }
  const Moved moved = socket_.write(std::span(parts).first(count));
  if (moved.state == Moved::State::failed) return end();
  if (moved.bytes == size && !socket_.holds_output()) return written();
  queue_from(moved.bytes, std::move(head), response, head_only);
  enter(Phase::writing, host_.options().write_within);
  flush();  // the rest of many parts, or as far as it goes: only then will the kernel tell of room
}

void HttpConnection::queue_from(std::size_t written, std::string head, const Response& response,
                                bool head_only) {
  const auto push = [&](const SharedBytes& bytes) {
    const std::size_t skip = std::min(written, bytes.size());
    queue_.push(bytes.slice(skip, bytes.size() - skip));
    written -= skip;
  };
  push(SharedBytes(head));
  if (head_only) return;
  for (const SharedBytes& part : response.body) push(part);
}

void HttpConnection::flush() {
  const std::size_t before = queue_.bytes();
  const Moved moved = queue_.flush(socket_);
  if (moved.state == Moved::State::failed) return end();
  if (queue_.empty() && !socket_.holds_output()) return written();
  if (queue_.bytes() < before) enter(Phase::writing, host_.options().write_within);
}

void HttpConnection::pull() {
  enter(Phase::pulling, host_.options().write_within);
  spawn([](std::shared_ptr<BodyPull> body) -> Task<void> {
    auto piece = co_await body->source->next();
    if (body->connection != nullptr) body->connection->pulled(std::move(piece));
  }(body_));
}

void HttpConnection::pulled(Result<SharedBytes> piece) {
  if (!piece || piece->empty() || piece->size() > body_->left) {
    log_warning("http body broke off",
                {{"remote", remote_}, {"why", piece ? "length" : piece.error().detail}});
    return end();
  }
  body_->left -= piece->size();
  if (body_->left == 0) body_.reset();
  queue_.push(std::move(*piece));
  enter(Phase::writing, host_.options().write_within);
  flush();
}

void HttpConnection::written() {
  if (body_) return pull();
  if (close_ && half_closed_) return end();
  if (close_) {
    socket_.shut_down_sending();
    held_ = {};
    enter(Phase::lingering, host_.options().linger_max);
  } else {
    enter(Phase::header, host_.options().idle_max);
    if (!held_.empty()) host_.reactor().poller().nudge(*this);
  }
  look_again();
}

void HttpConnection::upgrade(WebSocketAcceptor acceptor) {
  const std::string head = upgrade_head(exchange_->request, *exchange_->route);
  const Moved moved = socket_.write(as_bytes(head));
  if (moved.bytes != head.size()) return end();  // nothing was sent before: the peer is gone
  host_.count(101);
  Bytes held = std::exchange(held_, {});
  acceptor.accept(std::make_unique<WebSocket>(host_.reactor(), host_.wheel(), hand_over(), held));
}

void HttpConnection::push(PushAnswer answer) {
  const std::string head =
      response_head(answer.response, {.close = true, .endless = true, .date = host_.date()});
  if (half_closed_) return end();  // nobody waits for what has no end
  const Moved moved = socket_.write(as_bytes(head));
  if (moved.bytes != head.size()) return end();
  host_.count(answer.response.status);
  answer.accept(std::make_unique<PushSocket>(host_.reactor(), hand_over()));
}

// The socket goes on without this connection, which ends.
Socket HttpConnection::hand_over() {
  host_.reactor().poller().unwatch(socket_.descriptor(), *this);
  Socket socket = std::move(socket_);
  exchange_ = nullptr;
  end();
  return socket;
}

void HttpConnection::client_gone(bool failed) {
  if (failed) return end();
  half_closed_ = true;  // the answer may still be read
  exchange_->request.tell_gone();
}

void HttpConnection::check_deadline(Mono now_is) {
  if (now_is < deadline_) return;
  if (incoming_ || phase_ == Phase::body) return refuse(request_timeout());
  end();
}

void HttpConnection::end_if_idle() {
  if (phase_ == Phase::header && !incoming_ && held_.empty()) end();
}

void HttpConnection::detach_exchange() {
  if (exchange_ != nullptr) {
    Exchange& exchange = *std::exchange(exchange_, nullptr);
    exchange.connection = nullptr;
    exchange.request.tell_gone();
  }
  if (body_done_) std::exchange(body_done_, nullptr)(false);
}

void HttpConnection::end() {
  if (phase_ == Phase::over) return;
  phase_ = Phase::over;
  deadline_ = Mono::max();
  incoming_.reset();
  detach_exchange();
  queue_.clear();
  if (body_) std::exchange(body_, nullptr)->connection = nullptr;
  host_.reactor().poller().unwatch(socket_.descriptor(), *this);
  socket_.close();
  host_.reactor().poller().nudge(*this);
}

void HttpConnection::enter(Phase phase, std::chrono::nanoseconds within) {
  phase_ = phase;
  deadline_ = within == std::chrono::nanoseconds::max() ? Mono::max() : now() + within;
}

// The poller tells each change once: what came while it was not wanted is turned to now.
void HttpConnection::look_again() {
  const bool reads = phase_ == Phase::header || phase_ == Phase::body || phase_ == Phase::lingering;
  const bool news =
      reads ? unread_ || socket_.holds_input() : phase_ == Phase::handling && peer_end_ && !half_closed_;
  if (news) host_.reactor().poller().nudge(*this);
}

}  // namespace lyceum::net
