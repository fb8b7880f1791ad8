#include "net/websocket/websocket.hpp"

#include "net/websocket/websocket_fixture.hpp"

#include <gtest/gtest.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;
using ws::Opcode;

class WebSocketTest : public WebSocketFixture {};

TEST_F(WebSocketTest, texts_go_both_ways) {
  Member& member = join();
  member.on_message = [&](std::string_view text) {
    member.socket->send(ws::text_frame(std::string(text) + "!"));
    stop();
  };
  member.say(Opcode::text, "hello");
  run();
  EXPECT_EQ(member.hear(), "hello!");
}

TEST_F(WebSocketTest, what_was_sent_with_the_handshake_is_heard) {
  Member& member = join(ws::masked_frame(Opcode::text, as_bytes("early"), {1, 2, 3, 4}));
  member.on_message = [&](std::string_view) { stop(); };
  run();
  EXPECT_EQ(member.heard, "early");
}

TEST_F(WebSocketTest, pings_are_answered) {
  Member& member = join();
  member.say(Opcode::ping, "abc");
  member.say(Opcode::text, "then");
  member.on_message = [&](std::string_view) { stop(); };
  run();
  EXPECT_EQ(member.next_message().opcode, Opcode::pong);
}

TEST_F(WebSocketTest, the_peers_close_is_answered_and_told) {
  Member& member = join();
  member.say(Opcode::close, "\x0f\xa0ok");  // 4000
  member.on_close = [&] { stop(); };
  run();
  EXPECT_EQ(member.closed_with, 4000);
  const ws::Message answer = member.next_message();
  EXPECT_EQ(answer.opcode, Opcode::close);
  EXPECT_EQ(ws::read_close(answer.payload)->code, 4000);
  EXPECT_TRUE(member.ended());
}

TEST_F(WebSocketTest, our_close_waits_for_the_peers) {
  Member& member = join();
  bool inside = true;
  member.on_close = [&] {
    EXPECT_FALSE(inside);
    stop();
  };
  member.socket->close(4010, "over");
  EXPECT_FALSE(member.socket->open());
  member.socket->send(ws::text_frame("never"));
  inside = false;
  const ws::Message close = member.next_message();
  EXPECT_EQ(ws::read_close(close.payload)->code, 4010);
  EXPECT_EQ(ws::read_close(close.payload)->text, "over");
  member.say(Opcode::close, "\x0f\xaa");
  run();
  EXPECT_EQ(member.closed_with, 4010);
  EXPECT_TRUE(member.ended());
}

TEST_F(WebSocketTest, a_peer_that_ignores_our_close_is_cut_off) {
  Member& member = join();
  member.on_close = [&] { stop(); };
  member.socket->close(4500);
  run();
  EXPECT_EQ(member.closed_with, 4500);
}

TEST_F(WebSocketTest, a_broken_line_is_1006) {
  Member& member = join();
  member.hang_up();
  member.on_close = [&] { stop(); };
  run();
  EXPECT_EQ(member.closed_with, ws::close_abnormal);
}

TEST_F(WebSocketTest, may_be_destroyed_while_it_hands_over_a_text) {
  Member& member = join();
  member.on_message = [&](std::string_view) {
    member.socket.reset();
    stop();
  };
  member.say(Opcode::text, "one");
  member.say(Opcode::text, "two");
  run();
  EXPECT_EQ(member.heard, "one");
}

TEST_F(WebSocketTest, violations_close_with_their_code) {
  const std::pair<Bytes, CloseCode> cases[] = {
      {{0x81, 0x01, 'x'}, ws::close_protocol_error},                                    // not masked
      {{0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}, ws::close_protocol_error},  // 2^63
      {{0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4}, ws::close_too_big},  // 64 kB where 16 are allowed
      {{0x82, 0x81, 0, 0, 0, 0, 'x'}, ws::close_unsupported},                 // binary
      {{0x81, 0x81, 0, 0, 0, 0, 0xff}, ws::close_bad_text},                   // not UTF-8
  };
  for (const auto& [bytes, code] : cases) {
    Member& member = join();
    member.on_close = [&] { stop(); };
    member.say_raw(bytes);
    run();
    EXPECT_EQ(member.closed_with, code);
    EXPECT_EQ(ws::read_close(member.next_message().payload)->code, code);
  }
}

TEST_F(WebSocketTest, a_slow_reader_is_closed_with_4008_and_frames_stay_whole) {
  Member& slow = join();
  slow.on_close = [&] { stop(); };
  const SharedBytes frame = ws::text_frame(std::string(1000, 'x'));
  int sent = 0;
  for (; slow.socket->open() && sent < 100'000; ++sent) {
    slow.socket->send(frame);
    ASSERT_LE(slow.socket->backlog(), options.queue_max);
  }
  EXPECT_LT(sent, 100'000);
  std::thread reader([&] {
    CloseCode code = 0;
    while (code == 0) {
      const ws::Message message = slow.next_message();
      if (message.opcode == Opcode::close)
        code = ws::read_close(message.payload)->code;
      else
        ASSERT_EQ(message.payload.size(), 1000U);
    }
    EXPECT_EQ(code, close_too_slow);
    slow.hang_up();
  });
  run();
  reader.join();
  EXPECT_EQ(slow.closed_with, close_too_slow);
}

TEST_F(WebSocketTest, what_waits_is_written_in_order_when_the_reader_comes_back) {
  Member& member = join();
  int sent = 0;
  while (member.socket->backlog() < 10'000)
    member.socket->send(ws::text_frame(std::to_string(sent++) + std::string(500, ' ')));
  std::thread reader([&] {
    for (int i = 0; i < sent; ++i) ASSERT_EQ(std::stoi(member.hear()), i);
    member.hang_up();
  });
  member.on_close = [&] { stop(); };
  run();
  reader.join();
  EXPECT_EQ(member.socket->backlog(), 0U);
}

TEST_F(WebSocketTest, a_flood_of_pings_without_reading_ends_at_the_bound) {
  Member& member = join();
  member.on_close = [&] { stop(); };
  std::thread flood([&] {
    const Bytes ping = ws::masked_frame(Opcode::ping, Bytes(125), {1, 2, 3, 4});
    Bytes many;
    for (int i = 0; i < 1000; ++i) many.insert(many.end(), ping.begin(), ping.end());
    while (member.try_say_raw(many)) continue;
  });
  run();
  flood.join();
  EXPECT_EQ(member.closed_with, close_too_slow);
}

class ShortPatience : public WebSocketFixture {
 protected:
  ShortPatience() { options.behind_max = 1ms; }
};

TEST_F(ShortPatience, who_stays_behind_for_too_long_is_closed_however_little_waits) {
  Member& slow = join();
  const SharedBytes frame = ws::text_frame(std::string(1000, 'x'));
  while (slow.socket->backlog() == 0) slow.socket->send(frame);
  reactor.after(20ms, [&] {
    slow.socket->send(frame);
    EXPECT_LT(slow.socket->backlog(), options.queue_max / 4);
    stop();
  });
  run();
  EXPECT_FALSE(slow.socket->open());
}

class FastPings : public WebSocketFixture {
 protected:
  FastPings() {
    options.ping_every = 50ms;
    options.pong_within = 20ms;
  }
};

TEST_F(FastPings, who_answers_stays_and_who_is_silent_goes) {
  Member& alive = join();
  Member& silent = join();
  std::atomic<bool> over = false;
  std::thread answering([&] {
    while (!over) {
      const auto message = alive.next_message_or_end();
      if (!message) return;
      if (message->opcode == Opcode::ping) alive.say(Opcode::pong, "");
    }
  });
  silent.on_close = [&] { reactor.after(150ms, [&] { stop(); }); };
  run();
  EXPECT_EQ(silent.closed_with, ws::close_abnormal);
  EXPECT_EQ(alive.closed_with, 0);
  over = true;
  alive.socket.reset();
  answering.join();
}

}  // namespace
}  // namespace lyceum::net
