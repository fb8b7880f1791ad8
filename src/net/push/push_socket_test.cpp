#include "net/push/push_socket.hpp"

#include "net/tcp/listener.hpp"

#include <array>
#include <functional>
#include <memory>

#include <gtest/gtest.h>
#include <sys/socket.h>

namespace lyceum::net {
namespace {

class PushSocketTest : public testing::Test, public PushHandler {
 protected:
  PushSocketTest() {
    Socket listening = std::move(listen_on({"127.0.0.1", 0}, 1)->front());
    peer = std::move(*connect_to(listening.local()));
    Socket ours;
    while (!ours)
      ours = Socket(::accept4(listening.descriptor(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    socket = std::make_unique<PushSocket>(reactor, std::move(ours));
    socket->start(*this);
  }
  void on_room() override { ++rooms; }
  void on_gone() override {
    ++goings;
    socket.reset();
  }
  Moved write(const Bytes& bytes) {
    const std::array parts{iovec{const_cast<std::uint8_t*>(bytes.data()), bytes.size()}};
    return socket->write(parts);
  }
  // Until the kernel takes no more; how much it took.
  std::size_t fill() {
    const Bytes much(1 << 20);
    std::size_t taken = 0;
    for (Moved moved = write(much); moved.state == Moved::State::open; moved = write(much))
      taken += moved.bytes;
    return taken;
  }
  std::size_t drain() {
    std::array<std::uint8_t, 65'536> part;
    std::size_t all = 0;
    for (Moved moved = peer.read(part); moved.bytes > 0; moved = peer.read(part)) all += moved.bytes;
    return all;
  }

  Reactor reactor;
  Socket peer;
  std::unique_ptr<PushSocket> socket;
  int rooms = 0, goings = 0;
};

TEST_F(PushSocketTest, room_is_told_only_when_asked_for) {
  reactor.poller().dispatch();
  EXPECT_EQ(rooms, 0);
  socket->await_room(true);
  reactor.poller().dispatch();
  EXPECT_EQ(rooms, 1);
  fill();
  reactor.poller().dispatch();
  EXPECT_EQ(rooms, 1);
  while (drain() > 0) continue;
  for (int i = 0; i < 100 && rooms == 1; ++i) reactor.poller().dispatch();
  EXPECT_GE(rooms, 2);
  socket->await_room(false);
  const int before = rooms;
  reactor.poller().dispatch();
  EXPECT_EQ(rooms, before);
}

TEST_F(PushSocketTest, a_client_that_hangs_up_is_noticed_without_a_write) {
  peer.close();
  reactor.poller().dispatch();
  EXPECT_EQ(goings, 1);
}

TEST_F(PushSocketTest, a_half_closed_client_is_gone_too_and_what_it_said_is_not_read) {
  peer.write(as_bytes("GET /another HTTP/1.1\r\n\r\n"));
  reactor.poller().dispatch();
  EXPECT_EQ(goings, 0);
  peer.shut_down_sending();
  reactor.poller().dispatch();
  EXPECT_EQ(goings, 1);
}

TEST_F(PushSocketTest, a_broken_line_is_told_by_the_loop) {
  const linger reset{1, 0};
  setsockopt(peer.descriptor(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  peer.close();
  const Bytes some(10);
  EXPECT_EQ(write(some).state, Moved::State::failed);
  EXPECT_EQ(goings, 0);
  reactor.poller().dispatch();
  EXPECT_EQ(goings, 1);
}

TEST_F(PushSocketTest, destroying_it_ends_the_answer_after_what_was_written) {
  write(Bytes(100));
  socket.reset();
  EXPECT_EQ(drain(), 100U);
  std::array<std::uint8_t, 1> part;
  EXPECT_EQ(peer.read(part).state, Moved::State::ended);
}

}  // namespace
}  // namespace lyceum::net
