// A server on a loopback port in a thread of its own, and a blocking client that speaks raw bytes. For tests.
#pragma once

#include "net/http/server.hpp"

#include <future>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>

namespace lyceum::net {

class RawClient {
 public:
  explicit RawClient(const Address& address) : RawClient(std::move(*connect_to(address))) {}
  explicit RawClient(Socket connected) : socket_(std::move(connected)) {}

  void send(std::string_view text) {
    while (!text.empty() && wait(POLLOUT)) {
      const Moved moved = socket_.write(as_bytes(text));
      if (moved.state == Moved::State::failed) return;
      text.remove_prefix(moved.bytes);
    }
    while (socket_.holds_output() && wait(POLLOUT)) socket_.flush();
  }
  // The next response's head, without the empty line; "" when the connection has ended.
  std::string head() {
    return read_until([this] { return got_.find("\r\n\r\n"); }, 4);
  }
  std::string bytes(std::size_t count) {
    return read_until([this, count] { return got_.size() >= count ? count : std::string::npos; }, 0);
  }
  // Everything to the end of the connection.
  std::string rest() {
    while (receive()) continue;
    return std::exchange(got_, {});
  }
  bool ended() { return rest().empty(); }
  void half_close() { socket_.shut_down_sending(); }
  void hang_up() { socket_.close(); }
  Socket& socket() { return socket_; }

 private:
  template <class Find>
  std::string read_until(Find find, std::size_t separator) {
    while (find() == std::string::npos)
      if (!receive()) return {};
    const std::string part = got_.substr(0, find());
    got_.erase(0, part.size() + separator);
    return part;
  }
  bool wait(short events) {
    pollfd poll{socket_.descriptor(), events, 0};
    return ::poll(&poll, 1, 10'000) == 1;
  }
  bool receive() {
    if (!socket_ || !(socket_.holds_input() || wait(POLLIN))) return false;
    std::array<std::uint8_t, 65'536> part;
    const Moved moved = socket_.read(part);
    got_ += as_text(ByteView(part).first(moved.bytes));
    return moved.state == Moved::State::open ||
           (socket_.secure() && moved.state == Moved::State::would_block);
  }

  Socket socket_;
  std::string got_;
};

class ServerFixture : public testing::Test {
 public:
  Router router;
  HttpOptions options;

  void start() {
    auto listening = std::move(listen_on({"127.0.0.1", 0}, 1)->front());
    address_ = listening.local();
    server_ = std::make_unique<HttpServer>(reactor_, std::move(listening), router, options);
    thread_ = std::thread([this] { reactor_.run(); });
  }
  RawClient client() const { return RawClient(address_); }
  const Address& address() const { return address_; }
  // Runs on the server's thread and waits.
  template <class Call>
  auto on_reactor(Call call) {
    std::packaged_task<decltype(call())()> task(std::move(call));
    auto result = task.get_future();
    reactor_.post([&task] { task(); });
    return result.get();
  }
  // True as soon as the server's state is so; false after ten seconds.
  template <class Check>
  bool eventually(Check check) {
    for (int i = 0; i < 10'000; ++i) {
      if (on_reactor(check)) return true;
      let_a_millisecond_pass();
    }
    return false;
  }
  ~ServerFixture() override {
    if (!thread_.joinable()) return;
    on_reactor([this] { server_.reset(); });
    reactor_.stop();
    thread_.join();
  }
  HttpServer& server() { return *server_; }
  Reactor& reactor() { return reactor_; }

 private:
  void let_a_millisecond_pass() {
    std::promise<void> passed;
    reactor_.post(
        [this, &passed] { reactor_.after(std::chrono::milliseconds(1), [&passed] { passed.set_value(); }); });
    passed.get_future().wait();
  }

  Reactor reactor_;
  Address address_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

}  // namespace lyceum::net
