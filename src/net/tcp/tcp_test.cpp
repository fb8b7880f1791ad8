#include "net/tcp/connection.hpp"
#include "net/tcp/listener.hpp"

#include <memory>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <unistd.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

const Address loopback{"127.0.0.1", 0};

Socket listening() { return std::move(listen_on(loopback, 1)->front()); }
SharedBytes shared(std::string_view text) { return SharedBytes(text); }

// A peer's blocking calls, for the test's own thread.
std::string read_until_end(Socket socket) {
  std::string all;
  for (;;) {
    std::array<std::uint8_t, 4096> part;
    const Moved moved = socket.read(part);
    if (moved.state == Moved::State::ended || moved.state == Moved::State::failed) return all;
    all += as_text(ByteView(part).first(moved.bytes));
    if (moved.state == Moved::State::would_block) std::this_thread::yield();
  }
}

struct Echo final : TcpConnectionHandler {
  std::unique_ptr<TcpConnection> connection;
  std::string closed;
  std::string got;
  std::function<void()> after_bytes = [] {};
  std::function<void()> after_close = [] {};

  void on_bytes(ByteView bytes) override {
    got += as_text(bytes);
    connection->send(SharedBytes(Bytes(bytes.begin(), bytes.end())));
    after_bytes();
  }
  void on_closed(std::string_view reason) override {
    EXPECT_TRUE(closed.empty());
    closed = reason;
    connection.reset();
    after_close();
  }
};

// A reactor with a listener whose connections go to `echo`, one at a time.
struct Server {
  Reactor reactor;
  Echo echo;
  std::size_t queue_max = TcpConnection::queue_max_default;
  TcpListener listener{reactor, listening(), [this](Socket socket) {
                         echo.connection =
                             std::make_unique<TcpConnection>(reactor, std::move(socket), echo, queue_max);
                       }};
  Server() {
    echo.after_close = [this] { reactor.stop(); };
  }
  Socket caller() { return std::move(*connect_to(listener.local())); }
};

TEST(Address, reads_what_people_write) {
  EXPECT_EQ(parse_address("127.0.0.1:8080"), (Address{"127.0.0.1", 8080}));
  EXPECT_EQ(parse_address("[::1]:1935"), (Address{"::1", 1935}));
  EXPECT_EQ(parse_address(":80"), (Address{"0.0.0.0", 80}));
  EXPECT_EQ(parse_address("8080"), (Address{"0.0.0.0", 8080}));
  EXPECT_EQ(parse_address("localhost:0"), (Address{"127.0.0.1", 0}));
  EXPECT_EQ((Address{"::1", 1935}.str()), "[::1]:1935");
}

TEST(Address, visitors_are_not_sent_to_every_address) {
  const auto other = for_visitors({"0.0.0.0", 8080});
  EXPECT_NE(other.ip, "0.0.0.0");
  EXPECT_EQ(other.port, 8080);
  EXPECT_TRUE(to_sockaddr(other));
  EXPECT_EQ(for_visitors({"192.0.2.7", 80}).str(), "192.0.2.7:80");
}

TEST(Address, refuses_names_and_bad_ports) {
  for (const char* bad :
       {"", "example.org:80", "127.0.0.1:65536", "127.0.0.1:", "::1:80", "1.2.3.4:8o", "300.0.0.1:1"})
    EXPECT_FALSE(parse_address(bad)) << bad;
}

TEST(Listen, all_sockets_share_the_port_that_was_picked) {
  const auto sockets = listen_on(loopback, 3);
  ASSERT_TRUE(sockets);
  ASSERT_EQ(sockets->size(), 3U);
  EXPECT_NE((*sockets)[0].local().port, 0);
  EXPECT_EQ((*sockets)[0].local(), (*sockets)[2].local());
}

TEST(Listen, a_port_in_use_is_one_clear_sentence) {
  const auto first = listen_on(loopback, 1);
  const auto second = listen_on(first->front().local(), 1);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().detail,
            "cannot listen on " + first->front().local().str() + ": Address already in use");
}

TEST(TcpConnection, echoes_and_tells_the_end_once) {
  Server server;
  std::string answer;
  std::thread peer([&, caller = server.caller()]() mutable {
    EXPECT_EQ(caller.write(as_bytes("hello")).bytes, 5U);
    caller.shut_down_sending();
    answer = read_until_end(std::move(caller));
  });
  server.reactor.run();
  peer.join();
  EXPECT_EQ(answer, "hello");
  EXPECT_EQ(server.echo.closed, "peer closed");
}

TEST(TcpConnection, what_waits_is_written_before_it_closes) {
  Server server;
  const std::string big(5'000'000, 'x');
  server.queue_max = big.size();
  server.echo.after_bytes = [&] {
    server.echo.connection->send(shared(big));
    server.echo.connection->close("enough");
    server.echo.connection->send(shared("never"));
  };
  std::string answer;
  std::thread peer([&, caller = server.caller()]() mutable {
    caller.write(as_bytes("?"));
    answer = read_until_end(std::move(caller));
  });
  server.reactor.run();
  peer.join();
  EXPECT_EQ(answer.size(), 1 + big.size());
  EXPECT_EQ(server.echo.closed, "enough");
}

TEST(TcpConnection, a_peer_that_does_not_read_is_closed_at_the_bound) {
  Server server;
  const SharedBytes block = SharedBytes(Bytes(1 << 20));
  server.echo.after_bytes = [&] {
    for (int i = 0; i < 64 && server.echo.connection->open(); ++i) server.echo.connection->send(block);
  };
  Socket caller = server.caller();
  caller.write(as_bytes("?"));
  server.reactor.run();
  EXPECT_EQ(server.echo.closed, "peer too slow");
}

TEST(TcpConnection, may_be_destroyed_while_it_hands_over_bytes) {
  Server server;
  server.echo.after_bytes = [&] {
    server.echo.connection.reset();
    server.reactor.stop();
  };
  Socket caller = server.caller();
  caller.write(as_bytes("?"));
  server.reactor.run();
  EXPECT_EQ(server.echo.closed, "");
  EXPECT_EQ(read_until_end(std::move(caller)), "?");
}

TEST(TcpConnection, a_silent_peer_does_not_hold_a_closing_connection) {
  Server server;
  server.echo.after_bytes = [&] { server.echo.connection->close("refused"); };
  Socket caller = server.caller();
  caller.write(as_bytes("?"));
  const auto start = std::chrono::steady_clock::now();
  server.reactor.run();
  EXPECT_EQ(server.echo.closed, "refused");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
}

TEST(TcpListener, accepted_sockets_hold_as_little_unsent_as_it_was_told) {
  Socket listening = net::listening();
  listening.set_unsent_max(16 * 1024);
  const Socket client = std::move(*connect_to(listening.local()));
  const Socket accepted(::accept(listening.descriptor(), nullptr, nullptr));
  int unsent = 0;
  socklen_t size = sizeof unsent;
  ASSERT_EQ(getsockopt(accepted.descriptor(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, &size), 0);
  EXPECT_EQ(unsent, 16 * 1024);
}

TEST(TcpListener, out_of_descriptors_it_waits_instead_of_spinning) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan itself needs descriptors to look at a vtable";
#endif
  Server server;
  rlimit normal{};
  getrlimit(RLIMIT_NOFILE, &normal);
  Socket caller = server.caller();  // waits in the kernel's queue
  const int lowest_free = dup(0);
  ::close(lowest_free);
  const rlimit none{static_cast<rlim_t>(lowest_free), normal.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  server.reactor.after(50ms, [&] { setrlimit(RLIMIT_NOFILE, &normal); });
  caller.write(as_bytes("?"));
  caller.shut_down_sending();
  timespec before{}, after{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
  server.reactor.run();
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
  EXPECT_EQ(server.echo.closed, "peer closed");
  EXPECT_LT((after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1'000'000, 40);
}

TEST(SendQueue, dropping_keeps_the_rest_of_a_buffer_already_begun) {
  const auto listeners = listen_on(loopback, 1);
  const Socket peer = std::move(*connect_to(listeners->front().local()));  // never reads
  Socket socket(::accept(listeners->front().descriptor(), nullptr, nullptr));
  ASSERT_TRUE(socket);
  SendQueue queue;
  const SharedBytes block = SharedBytes(Bytes(30'000'000));
  queue.push(block);
  queue.push(shared("second"));
  EXPECT_EQ(queue.flush(socket).state, Moved::State::would_block);
  const std::size_t left_of_first = queue.bytes() - 6;
  EXPECT_LT(left_of_first, block.size());
  queue.drop_unstarted();
  EXPECT_EQ(queue.bytes(), left_of_first);
}

}  // namespace
}  // namespace lyceum::net
