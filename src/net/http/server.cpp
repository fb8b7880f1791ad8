#include "net/http/server.hpp"

#include "base/metrics/metrics.hpp"
#include "net/http/connection.hpp"
#include "net/tls/door.hpp"

#include <algorithm>
#include <array>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

// Whoever asks for much and reads nothing must not fill the memory that the kernel has for all sockets
// (tcp_mem, less than a tenth of the machine's): beyond it everybody's segments are dropped. By default one
// socket may take 4 MB.
constexpr int unsent_max = 16 * 1024;

// Answers by the first digit of their status.
class AnswerCounts {
 public:
  void count(int status) { classes_[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)]->add(); }

 private:
  static Counter* of(int first) {
    return &metric_counter("lyceum_http_responses_total", "HTTP responses by class of their status",
                           {{"class", std::to_string(first) + "xx"}});
  }
  std::array<Counter*, 5> classes_{of(1), of(2), of(3), of(4), of(5)};
};

}  // namespace

struct HttpServer::Inside final : HttpHost {
  Inside(Reactor& loop, Socket listening, const Router& routes, HttpOptions chosen)
      : reactor_(loop), router_(routes), options_(chosen), wheel_(loop, chosen.websocket) {
    const auto shortest = std::min({options_.header_within, options_.idle_max, options_.write_within,
                                    options_.body_grace, options_.linger_max});
    sweep_every_ = std::clamp<std::chrono::nanoseconds>(shortest / 4, 5ms, 1s);
    metric_gauge("lyceum_http_connections_max", "HTTP connections that may be open, of all reactors")
        .add(static_cast<double>(options_.connections_max));
    if (options_.tls != nullptr)
      tls_ = std::make_unique<TlsDoor>(
          reactor_, *options_.tls, [this](Socket s) { accept(std::move(s)); }, options_.header_within);
    listening.set_unsent_max(unsent_max);
    listener_ = std::make_unique<TcpListener>(reactor_, std::move(listening), [this](Socket s) {
      if (tls_)
        enter(std::move(s));
      else
        accept(std::move(s));
    });
  }
  ~Inside() override {
    reactor_.cancel(sweep_);
    metric_gauge("lyceum_http_connections_max", "").add(-static_cast<double>(options_.connections_max));
  }

  Reactor& reactor() override { return reactor_; }
  const Router& router() const override { return router_; }
  const HttpOptions& options() const override { return options_; }
  PingWheel& wheel() override { return wheel_; }
  bool draining() const override { return draining_; }
  void count(int status) override { answers_.count(status); }

  std::string_view date() override {
    const auto second = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    if (second != date_of_) {
      date_of_ = second;
      date_ = http_date(second);
    }
    return date_;
  }

  void enter(Socket socket) {
    if (connections_.size() + tls_->waiting() >= options_.connections_max)
      return full_.add();  // the socket closes
    tls_->enter(std::move(socket));
  }

  void accept(Socket socket) {
    if (connections_.size() >= options_.connections_max) return full_.add();  // the socket closes
    connections_.push_back(std::make_unique<HttpConnection>(*this, std::move(socket)));
    connections_.back()->place = connections_.size() - 1;
    open_.add(1);
    if (sweep_ == 0) arm();
  }

  void forget(HttpConnection& connection) override {
    const std::size_t place = connection.place;
    connections_[place].swap(connections_.back());
    connections_[place]->place = place;
    connections_.pop_back();
    open_.add(-1);
    if (connections_.empty() && drained_) reactor_.post(std::exchange(drained_, nullptr));
  }

  // One timer for all deadlines. No connection is destroyed meanwhile: an ended one comes back by a nudge.
  void arm() {
    sweep_ = reactor_.after(sweep_every_, [this] {
      sweep_ = 0;
      const Mono now = std::chrono::steady_clock::now();
      for (const auto& connection : connections_) connection->check_deadline(now);
      if (!connections_.empty()) arm();
    });
  }

  void drain(Job done) {
    draining_ = true;
    listener_.reset();
    if (tls_) tls_->clear();
    for (const auto& connection : connections_) connection->end_if_idle();
    if (connections_.empty()) return reactor_.post(std::move(done));
    drained_ = std::move(done);
  }

  Reactor& reactor_;
  const Router& router_;
  HttpOptions options_;
  PingWheel wheel_;
  AnswerCounts answers_;
  Counter& full_ =
      metric_counter("lyceum_http_turned_away_total", "Connections closed at once: too many are open");
  Gauge& open_ = metric_gauge("lyceum_http_connections", "Open HTTP connections, web sockets not counted");
  std::unique_ptr<TlsDoor> tls_;
  std::unique_ptr<TcpListener> listener_;
  std::vector<std::unique_ptr<HttpConnection>> connections_;
  std::chrono::nanoseconds sweep_every_{};
  Timers::Handle sweep_ = 0;
  std::time_t date_of_ = 0;
  std::string date_;
  Job drained_;
  bool draining_ = false;
};

HttpServer::HttpServer(Reactor& reactor, Socket listening, const Router& router, HttpOptions options)
    : inside_(std::make_unique<Inside>(reactor, std::move(listening), router, options)) {}

HttpServer::~HttpServer() = default;

Address HttpServer::local() const { return inside_->listener_ ? inside_->listener_->local() : Address{}; }
std::size_t HttpServer::connections() const { return inside_->connections_.size(); }
std::size_t HttpServer::websockets() const { return inside_->wheel_.sockets(); }
void HttpServer::drain(Job done) { inside_->drain(std::move(done)); }

}  // namespace lyceum::net
