// Web sockets over loopback TCP with both ends in the test: the server's on a reactor that runs in the test's
// thread, the peer's with blocking calls. For tests.
#pragma once

#include "net/tcp/listener.hpp"
#include "net/websocket/ping_wheel.hpp"
#include "net/websocket/websocket.hpp"
#include "wire/ws/writer.hpp"

#include <atomic>
#include <deque>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>

namespace lyceum::net {

// Both ends of one socket.
class Member final : public WebSocketHandler {
 public:
  Member(std::unique_ptr<WebSocket> ours, Socket theirs)
      : socket(std::move(ours)), peer_(std::move(theirs)) {}

  // Ours.
  std::unique_ptr<WebSocket> socket;
  std::string heard;
  CloseCode closed_with = 0;
  std::function<void(std::string_view)> on_message = [](std::string_view) {};
  std::function<void()> on_close = [] {};

  void on_text(std::string_view text) override {
    heard += text;
    on_message(text);
  }
  void on_closed(CloseCode code) override {
    EXPECT_EQ(closed_with, 0);
    closed_with = code;
    on_close();
  }

  // The peer's.
  void say(ws::Opcode opcode, std::string_view text) {
    say_raw(ws::masked_frame(opcode, as_bytes(text), {1, 2, 3, 4}));
  }
  void say_raw(const Bytes& bytes) { EXPECT_TRUE(try_say_raw(bytes)); }
  bool try_say_raw(ByteView bytes) {
    while (!bytes.empty()) {
      pollfd poll{peer_.descriptor(), POLLOUT, 0};
      ::poll(&poll, 1, 10'000);
      const Moved moved = peer_.write(bytes);
      if (moved.state == Moved::State::failed) return false;
      bytes = bytes.subspan(moved.bytes);
    }
    return true;
  }
  std::optional<ws::Message> next_message_or_end() {
    for (;;) {
      ByteView input(got_);
      auto message = reader_.next(input);
      got_.erase(got_.begin(), got_.end() - static_cast<std::ptrdiff_t>(input.size()));
      EXPECT_TRUE(message.has_value());
      if (!message) return std::nullopt;
      if (*message) return std::move(**message);
      if (!receive()) return std::nullopt;
    }
  }
  ws::Message next_message() {
    auto message = next_message_or_end();
    EXPECT_TRUE(message.has_value());
    return message ? std::move(*message) : ws::Message{};
  }
  std::string hear() { return std::string(as_text(next_message().payload)); }
  bool ended() { return !next_message_or_end(); }
  void hang_up() { peer_.close(); }

 private:
  bool receive() {
    pollfd poll{peer_.descriptor(), POLLIN, 0};
    if (::poll(&poll, 1, 10'000) != 1) return false;
    std::array<std::uint8_t, 16'384> part;
    const Moved moved = peer_.read(part);
    got_.insert(got_.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(moved.bytes));
    return moved.state == Moved::State::open;
  }

  Socket peer_;
  Bytes got_;
  ws::FrameReader reader_{ws::Role::client, {.message_max = 1 << 20, .fragments_max = 1}};
};

class WebSocketFixture : public testing::Test {
 protected:
  WebSocketFixture() { options.close_within = std::chrono::milliseconds(100); }

  WebSocketOptions options;
  Reactor reactor;
  std::unique_ptr<PingWheel> wheel;
  std::deque<Member> members;

  Member& join(const Bytes& first_bytes = {}) {
    if (!wheel) wheel = std::make_unique<PingWheel>(reactor, options);
    Socket peer = std::move(*connect_to(listening_.local()));
    Socket ours;
    while (!ours)
      ours = Socket(::accept4(listening_.descriptor(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    auto socket = std::make_unique<WebSocket>(reactor, *wheel, std::move(ours), first_bytes);
    Member& member = members.emplace_back(std::move(socket), std::move(peer));
    member.socket->start(member);
    return member;
  }
  // Runs the reactor in this thread until stop(); again and again if you like.
  void run() {
    const auto limit = reactor.after(std::chrono::seconds(20), [this] {
      ADD_FAILURE() << "nothing happened";
      stop();
    });
    reactor.run();
    reactor.cancel(limit);
  }
  void stop() { reactor.stop(); }

 private:
  Socket listening_ = std::move(listen_on({"127.0.0.1", 0}, 1)->front());
};

}  // namespace lyceum::net
