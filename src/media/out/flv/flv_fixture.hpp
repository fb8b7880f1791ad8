// Viewers over loopback TCP with both ends in the test. For tests.
#pragma once

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "media/out/flv/station.hpp"
#include "net/tcp/listener.hpp"
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/file.hpp"
#include "wire/flv/video_tag.hpp"

#include <array>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

namespace lyceum::media {

inline Error not_yours() {
  return {.status = 403, .code = "not_yours", .en = "No.", .zh = "不。", .detail = {}};
}

struct FlvGate : ViewerGate {
  bool knows = true;
  int status = 0;  // of the refusal; 0: lets in
  int asked = 0;
  std::optional<Result<void>> admit_now(std::string_view, LessonId) override {
    if (!knows) return std::nullopt;
    return verdict();
  }
  Task<Result<void>> admit(std::string, LessonId) override {
    ++asked;
    co_return verdict();
  }
  Result<void> verdict() const {
    if (status == 0) return {};
    Error error = not_yours();
    error.status = status;
    return Failure(error);
  }
};

// The far end of one connection.
class FlvPeer {
 public:
  explicit FlvPeer(net::Socket socket) : socket_(std::move(socket)) {}

  // Everything that arrives until nothing has for so long.
  void read(int patience_ms = 20) {
    std::array<std::uint8_t, 65'536> part;
    while (!ended_) {
      pollfd poll{socket_.descriptor(), POLLIN, 0};
      if (::poll(&poll, 1, patience_ms) != 1) return;
      const net::Moved moved = socket_.read(part);
      ended_ = moved.state == net::Moved::State::ended || moved.state == net::Moved::State::failed;
      got_.insert(got_.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(moved.bytes));
    }
  }
  bool ended() {
    read();
    return ended_;
  }
  const Bytes& got() const { return got_; }
  // The whole file so far.
  std::vector<flv::Tag> tags() {
    read();
    flv::TagReader reader(1 << 24);
    std::vector<flv::Tag> tags;
    ByteView left(got_);
    for (;;) {
      auto tag = reader.read(left);
      EXPECT_TRUE(tag.has_value());
      if (!tag || !*tag) return tags;
      tags.push_back(std::move(**tag));
    }
  }
  void hang_up() { socket_.close(); }
  void half_close() { socket_.shut_down_sending(); }
  void reads_little() {
    const int bytes = 4096;
    setsockopt(socket_.descriptor(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  }

 private:
  net::Socket socket_;
  Bytes got_;
  bool ended_ = false;
};

// A lesson on one reactor whose time is moved by hand.
class FlvFixture : public testing::Test {
 protected:
  static constexpr LessonId lesson{7};
  static constexpr MediaMicros second{1'000'000};

  ManualLoop loop;
  ManualClock clock;
  FlvGate gate;
  net::Reactor reactor;
  std::shared_ptr<Outlet> outlet = std::make_shared<Outlet>();
  int wanted = 0;
  FlvStation station{loop, gate, clock, [this](LessonId id) {
                       EXPECT_EQ(id, lesson);
                       ++wanted;
                       station.attach(id, outlet);
                     }};
  SyntheticStream encoder{{.gop = 60}};

  std::pair<net::Socket, net::Socket> connect() {
    net::Socket theirs = std::move(*net::connect_to(listening_.local()));
    net::Socket ours;
    while (!ours)
      ours = net::Socket(::accept4(listening_.descriptor(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    return {std::move(ours), std::move(theirs)};
  }
  FlvPeer join() {
    auto [ours, theirs] = connect();
    station.join(lesson, std::make_unique<net::PushSocket>(reactor, std::move(ours)), "token");
    return FlvPeer(std::move(theirs));
  }
  void pass(std::chrono::nanoseconds time) {
    clock.advance(time);
    loop.advance(time);
  }
  // The encoder sends, in steps as time passes; sockets are served, and read by those who do.
  void play(MediaMicros length, const std::vector<FlvPeer*>& readers = {}) {
    for (MediaMicros done{0}; done < length; done += MediaMicros(20'000)) {
      for (const FramePtr& frame : encoder.take(MediaMicros(20'000))) outlet->frame(frame);
      pass(milliseconds(20));
      for (int i = 0; i < 4; ++i) {
        serve();
        for (FlvPeer* peer : readers) peer->read(0);
      }
    }
  }
  // The peer takes all that waits for it.
  void catch_up(FlvPeer& peer) {
    std::size_t before = 0;
    do {
      before = peer.got().size();
      serve();
      peer.read();
    } while (peer.got().size() > before);
  }
  // What the sockets have to say, now.
  void serve() { reactor.poller().dispatch(); }

 private:
  net::Socket listening_ = std::move(net::listen_on({"127.0.0.1", 0}, 1)->front());
};

}  // namespace lyceum::media
