#include "net/websocket/broadcast.hpp"

#include "net/websocket/websocket_fixture.hpp"

namespace lyceum::net {
namespace {

// One conformance suite for both engines.
class BroadcasterTest : public WebSocketFixture, public testing::WithParamInterface<SendEngine> {
 protected:
  void SetUp() override {
    if (broadcaster.engine() != GetParam()) GTEST_SKIP() << "io_uring is not allowed here";
  }
  std::vector<WebSocket*> sockets() {
    std::vector<WebSocket*> all;
    for (Member& member : members) all.push_back(member.socket.get());
    return all;
  }

  Broadcaster broadcaster{GetParam()};
};

TEST_P(BroadcasterTest, everyone_gets_every_frame_in_order) {
  for (int i = 0; i < 1500; ++i) join();  // more than a batch
  const auto all = sockets();
  EXPECT_GT(broadcaster.send(all, ws::text_frame("one")).count(), 0);
  const SharedBytes two[] = {ws::text_frame("two"), ws::text_frame("three")};
  broadcaster.send(all, two);
  for (Member& member : members) {
    ASSERT_EQ(member.hear(), "one");
    ASSERT_EQ(member.hear(), "two");
    ASSERT_EQ(member.hear(), "three");
  }
}

TEST_P(BroadcasterTest, a_slow_reader_is_closed_with_4008_and_the_others_miss_nothing) {
  Member& slow = join();
  Member& quick = join();
  const auto all = sockets();
  const SharedBytes frame = ws::text_frame(std::string(8'000, 'x'));
  for (int i = 0; i < 1'000; ++i) {
    broadcaster.send(all, frame);
    ASSERT_LE(slow.socket->backlog(), options.queue_max);
    ASSERT_EQ(quick.hear().size(), 8'000U);
  }
  EXPECT_FALSE(slow.socket->open());
  EXPECT_TRUE(quick.socket->open());
  EXPECT_EQ(slow.closed_with, 0);  // not told inside a broadcast
  slow.on_close = [&] { stop(); };
  run();
  EXPECT_EQ(slow.closed_with, close_too_slow);
}

TEST_P(BroadcasterTest, a_socket_with_a_backlog_keeps_its_order) {
  Member& member = join();
  const auto all = sockets();
  int sent = 0;
  int heard = 0;
  const auto send_one = [&] {
    broadcaster.send(all, ws::text_frame(std::to_string(sent++) + std::string(1000, ' ')));
  };
  while (member.socket->backlog() < 20'000) send_one();
  while (heard < sent / 2) ASSERT_EQ(std::stoi(member.hear()), heard++);
  send_one();  // the kernel has room again, but what waits comes first
  std::thread reader([&] {
    while (heard < sent) ASSERT_EQ(std::stoi(member.hear()), heard++);
    member.hang_up();
  });
  member.on_close = [&] { stop(); };
  run();
  reader.join();
}

TEST_P(BroadcasterTest, dead_closed_and_absent_sockets_are_passed_by) {
  Member& dead = join();
  Member& closed = join();
  Member& alive = join();
  auto all = sockets();
  all.push_back(nullptr);
  dead.hang_up();
  closed.socket->close(4010);
  for (int i = 0; i < 3; ++i) broadcaster.send(all, ws::text_frame("x"));  // the first one provokes a reset
  for (int i = 0; i < 3; ++i) EXPECT_EQ(alive.hear(), "x");
  EXPECT_EQ(closed.next_message().opcode, ws::Opcode::close);
  dead.on_close = [&] { stop(); };
  run();
  EXPECT_EQ(dead.closed_with, ws::close_abnormal);
}

INSTANTIATE_TEST_SUITE_P(Engines, BroadcasterTest, testing::Values(SendEngine::plain, SendEngine::io_uring),
                         [](const auto& engine) {
                           return engine.param == SendEngine::plain ? "plain" : "io_uring";
                         });

}  // namespace
}  // namespace lyceum::net
