#include "media/out/flv/output.hpp"

#include "media/out/flv/flv_fixture.hpp"
#include "net/http/server.hpp"

#include <future>

namespace lyceum::media {
namespace {

constexpr LessonId lesson{7};

// Two reactors with an HTTP server each; the stream lives on one of them.
class FlvOutputTest : public testing::Test {
 public:
  FlvOutputTest() {
    output.add_routes(router);
    auto sockets = std::move(*net::listen_on({"127.0.0.1", 0}, 2));
    for (std::size_t i = 0; i < 2; ++i)
      servers.push_back(std::make_unique<net::HttpServer>(reactors.at(i), std::move(sockets[i]), router));
    stream = std::make_unique<Stream>(home());
    reactors.start();
    at_home([this] {
      output.open(lesson, *stream);
      stream->publisher_arrived(clock.mono());
    });
  }
  ~FlvOutputTest() override {
    reactors.stop();
    reactors.join();
    servers.clear();
    stream->end();
    output.close(lesson);
    stream.reset();
  }

  net::Reactor& home() { return reactors.home(lesson.value); }
  template <class Call>
  void at_home(Call call) {
    std::promise<void> done;
    home().post([&] {
      call();
      done.set_value();
    });
    done.get_future().wait();
  }
  void send(MediaMicros length) {
    at_home([&] {
      for (const FramePtr& frame : encoder.take(length)) stream->publish(frame, clock.mono());
    });
  }
  FlvPeer watch(std::size_t reactor) {
    net::Socket socket = std::move(*net::connect_to(servers[reactor]->local()));
    socket.write(as_bytes("GET /flv/t/7.flv HTTP/1.1\r\nHost: x\r\n\r\n"));
    std::string head;
    std::array<std::uint8_t, 1> byte;
    while (!head.ends_with("\r\n\r\n")) {
      pollfd poll{socket.descriptor(), POLLIN, 0};
      if (::poll(&poll, 1, 5'000) != 1 || socket.read(byte).bytes != 1) break;
      head += static_cast<char>(byte[0]);
    }
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n")) << head;
    EXPECT_NE(head.find("Connection: close"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    return FlvPeer(std::move(socket));
  }
  static bool plays(FlvPeer& peer) {
    for (int i = 0; i < 200; ++i)
      if (peer.tags().size() > 20) return true;
    return false;
  }

  SystemClock clock;
  FlvGate gate;
  net::ReactorPool reactors{2};
  net::Router router;
  FlvOutput output{reactors, gate, clock};
  std::vector<std::unique_ptr<net::HttpServer>> servers;
  std::unique_ptr<Stream> stream;
  SyntheticStream encoder;
};

// SO_REUSEPORT spreads connections as it likes: with twenty, both reactors have some.
TEST_F(FlvOutputTest, viewers_of_every_reactor_see_the_stream) {
  std::vector<FlvPeer> peers;
  for (int i = 0; i < 20; ++i) peers.push_back(watch(0));
  send(MediaMicros(1'000'000));
  for (FlvPeer& peer : peers) EXPECT_TRUE(plays(peer));
}

TEST_F(FlvOutputTest, the_end_of_the_stream_ends_all_connections) {
  send(MediaMicros(1'000'000));
  std::vector<FlvPeer> peers;
  for (int i = 0; i < 20; ++i) peers.push_back(watch(0));
  for (FlvPeer& peer : peers) EXPECT_TRUE(plays(peer));
  at_home([this] {
    stream->end();
    output.close(lesson);
  });
  for (FlvPeer& peer : peers) {
    bool ended = false;
    for (int i = 0; i < 200 && !ended; ++i) ended = peer.ended();
    EXPECT_TRUE(ended);
  }
}

}  // namespace
}  // namespace lyceum::media
