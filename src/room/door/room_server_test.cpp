// Rooms over real sockets on two reactors; the peers' ends are read with blocking calls in the test's thread.
#include "room/door/room_server.hpp"

#include "net/websocket/ping_wheel.hpp"
#include "room/feed/memory_log.hpp"
#include "room/presence/memory_stays.hpp"
#include "wire/ws/writer.hpp"

#include <future>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

struct Facts final : LessonFacts {
  Task<Result<Progress>> progress(LessonId) override { co_return Progress{Phase::live, false}; }
};

class Peer {
 public:
  explicit Peer(int descriptor) : socket_(descriptor) {}

  void say(std::string_view text) { send(ws::masked_frame(ws::Opcode::text, as_bytes(text), {1, 2, 3, 4})); }
  void send(const Bytes& bytes) {
    ASSERT_EQ(::send(socket_.descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  // The next text that holds `part`; empty when the socket ends before.
  std::string hear(std::string_view part) {
    while (const auto message = next()) {
      if (message->opcode == ws::Opcode::close) {
        const auto reason = ws::read_close(message->payload);
        if (reason) closed = reason->code;
        ended = true;
        const auto echo = ws::masked_frame(ws::Opcode::close, message->payload, {1, 2, 3, 4});
        ::send(socket_.descriptor(), echo.data(), echo.size(), MSG_NOSIGNAL);  // it may be too late
        return "";
      }
      const std::string text(as_text(message->payload));
      if (text.find(part) != std::string::npos) return text;
    }
    return "";
  }
  ws::CloseCode hear_close() {
    while (!closed && !hear("no text holds this").empty()) continue;
    return closed.value_or(0);
  }
  std::optional<ws::CloseCode> closed;
  bool ended = false;

 private:
  std::optional<ws::Message> next() {
    for (;;) {
      ByteView input(got_);
      auto message = reader_.next(input);
      EXPECT_TRUE(message.has_value());
      got_.erase(got_.begin(), got_.end() - static_cast<std::ptrdiff_t>(input.size()));
      if (!message) return std::nullopt;
      if (*message) return std::move(**message);
      pollfd poll{socket_.descriptor(), POLLIN, 0};
      std::uint8_t bytes[65536];
      if (::poll(&poll, 1, 5000) != 1) return std::nullopt;
      const auto count = ::recv(socket_.descriptor(), bytes, sizeof bytes, 0);
      if (count <= 0) {
        ended = true;
        return std::nullopt;
      }
      got_.insert(got_.end(), bytes, bytes + count);
    }
  }

  net::Socket socket_;
  ws::FrameReader reader_{ws::Role::client, {.message_max = 1 << 20}};
  Bytes got_;
};

class RoomServerTest : public ::testing::Test {
 public:
  static constexpr LessonId lesson{7};
  SystemClock clock;
  MemoryLog log;
  MemoryStays stays;
  Facts facts;
  net::ReactorPool pool{2};
  std::vector<std::unique_ptr<net::PingWheel>> wheels;
  std::unique_ptr<RoomServer> rooms;

  RoomServerTest() {
    for (std::size_t i = 0; i < 2; ++i)
      wheels.push_back(std::make_unique<net::PingWheel>(pool.at(i), net::WebSocketOptions()));
    rooms = std::make_unique<RoomServer>(pool, log, stays, facts, clock);
    pool.start();
  }
  ~RoomServerTest() override {
    pool.stop();
    pool.join();
    rooms.reset();
    wheels.clear();
  }

  // Runs the work on a reactor and waits for it.
  template <class Work>
  void on(std::size_t reactor, Work work) {
    std::promise<void> done;
    pool.at(reactor).post([&] {
      work();
      done.set_value();
    });
    done.get_future().wait();
  }
  template <class Use>
  Peer with_socket(std::size_t reactor, Use use) {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    on(reactor, [&] {
      net::Socket ours(ends[0]);
      use(std::make_unique<net::WebSocket>(pool.at(reactor), *wheels[reactor], std::move(ours)));
    });
    return Peer(ends[1]);
  }
  Peer join(std::size_t reactor, const Visitor& visitor) {
    return with_socket(reactor, [&](std::unique_ptr<net::WebSocket> socket) {
      rooms->join(std::move(socket), lesson, visitor);
    });
  }
  static Visitor visitor(std::int64_t id, Role role = Role::learner) {
    return {{Person{AccountId{id}, "P" + std::to_string(id), role}, true, role >= Role::assistant},
            Language::en,
            {}};
  }
};

TEST_F(RoomServerTest, a_comment_crosses_from_a_reactor_to_another) {
  Peer a = join(0, visitor(5));
  Peer b = join(1, visitor(6));
  EXPECT_NE(a.hear("hello").find(R"("comments":[])"), std::string::npos);
  b.hear("hello");
  a.say(R"({"id":7,"do":"comment","text":"over there"})");
  EXPECT_NE(a.hear(R"("re":7)").find(R"("ok":{"n":)"), std::string::npos);
  EXPECT_NE(b.hear("over there").find(R"("type":"comment")"), std::string::npos);
  EXPECT_EQ(rooms->people(lesson), 2);
}

TEST_F(RoomServerTest, a_refusal_speaks_the_language_of_its_socket) {
  Visitor chinese = visitor(5);
  chinese.language = Language::zh;
  Peer a = join(0, chinese);
  a.say(R"({"id":1,"do":"comment","text":" "})");
  EXPECT_NE(a.hear(R"("re":1)").find("内容不能为空"), std::string::npos);
}

TEST_F(RoomServerTest, twenty_errors_end_the_socket_and_nobody_else_notices) {
  Peer a = join(0, visitor(5));
  Peer b = join(0, visitor(6));
  for (int i = 0; i < 25; ++i) a.say("nonsense");
  EXPECT_EQ(a.hear_close(), 4003);
  b.say(R"({"id":1,"do":"comment","text":"still here"})");
  EXPECT_NE(b.hear("still here"), "");
}

TEST_F(RoomServerTest, who_may_not_come_in_is_told_why_by_a_close_code) {
  Peer a = with_socket(1, [&](std::unique_ptr<net::WebSocket> socket) {
    rooms->turn_away(std::move(socket), Farewell::sign_in);
  });
  EXPECT_EQ(a.hear_close(), 4001);
}

TEST_F(RoomServerTest, someone_cut_is_closed_on_every_reactor) {
  Peer a = join(0, visitor(5));
  Peer b = join(1, visitor(5));
  a.hear("hello");
  b.hear("hello");
  rooms->cut(lesson, AccountId{5});
  EXPECT_EQ(a.hear_close(), 4003);
  EXPECT_EQ(b.hear_close(), 4003);
}

TEST_F(RoomServerTest, a_deleted_account_is_put_out_and_its_name_is_nowhere_any_more) {
  Peer gone = join(0, visitor(5));
  Peer other = join(1, visitor(6));
  gone.say(R"({"id":1,"do":"comment","text":"I was here"})");
  const std::string comment = other.hear("I was here");
  EXPECT_NE(comment.find("P5"), std::string::npos);
  rooms->erase(AccountId{5});
  EXPECT_EQ(gone.hear_close(), 4003);
  EXPECT_NE(other.hear(R"("type":"erased","account":"5")"), "");
  Visitor back = visitor(7);
  const std::string hello = join(0, back).hear("hello");
  EXPECT_NE(hello.find("I was here"), std::string::npos);
  EXPECT_EQ(hello.find("P5"), std::string::npos);
  const auto epoch = hello.find(R"("epoch":")") + 9;
  back.resume = ResumePoint{hello.substr(epoch, hello.find('"', epoch) - epoch), 0};
  EXPECT_NE(join(1, back).hear("hello").find(R"("resumed":false)"), std::string::npos)
      << "the comment with its name is not sent again";
}

TEST_F(RoomServerTest, a_lesson_that_is_no_more_closes_its_room) {
  Peer a = join(0, visitor(5));
  a.hear("hello");
  rooms->close(lesson);
  EXPECT_EQ(a.hear_close(), 4010);
  Peer late = join(1, visitor(6));
  EXPECT_EQ(late.hear_close(), 4010);
}

TEST_F(RoomServerTest, a_room_that_cannot_be_opened_sends_its_guests_back_to_try_again) {
  log.fail_openings = 1;
  Peer a = join(0, visitor(5));
  EXPECT_EQ(a.hear_close(), 4503);
  Peer b = join(0, visitor(5));
  EXPECT_NE(b.hear("hello"), "");
}

TEST_F(RoomServerTest, someone_who_resumes_far_behind_gets_everything_in_pieces) {
  Peer staff = join(0, visitor(1, Role::lecturer));
  const std::string hello = staff.hear("hello");
  const auto epoch = hello.substr(hello.find(R"("epoch":")") + 9,
                                  hello.find(R"(","offset")") - hello.find(R"("epoch":")") - 9);
  for (int i = 1; i <= 300; ++i) {
    staff.say(R"({"id":)" + std::to_string(i) + R"(,"do":"comment","text":")" + std::string(400, 'x') +
              "\"}");
    EXPECT_EQ(staff.hear(R"("re":)" + std::to_string(i)).find("err"), std::string::npos);
    std::this_thread::sleep_for(1ms);  // slower than what a flush can carry
  }
  Visitor late = visitor(5);
  late.resume = ResumePoint{epoch, 0};
  Peer a = join(1, late);
  EXPECT_NE(a.hear("hello").find(R"("resumed":true)"), std::string::npos);
  staff.say(R"({"id":999,"do":"comment","text":"the end"})");
  std::size_t comments = 0;
  for (std::string batch = a.hear("ev"); !batch.empty(); batch = a.hear("ev")) {
    for (auto at = batch.find(R"("type":"comment")"); at != std::string::npos;
         at = batch.find(R"("type":"comment")", at + 1))
      ++comments;
    if (batch.find("the end") != std::string::npos) break;
  }
  EXPECT_EQ(comments, 301U);
}

TEST_F(RoomServerTest, someone_who_does_not_read_is_closed_as_too_slow_and_holds_up_nobody) {
  Peer staff = join(0, visitor(1, Role::lecturer));
  Peer slow = join(0, visitor(5));
  Peer other = join(0, visitor(6));
  auto heard = std::async(std::launch::async, [&] { return other.hear("the end"); });
  for (int i = 1; i <= 700; ++i) {
    staff.say(R"({"id":)" + std::to_string(i) + R"(,"do":"comment","text":")" + std::string(480, 'x') +
              "\"}");
    staff.hear(R"("re":)" + std::to_string(i));
    std::this_thread::sleep_for(1ms);
  }
  staff.say(R"({"id":999,"do":"comment","text":"the end"})");
  EXPECT_NE(heard.get(), "");
  const auto code = slow.hear_close();
  EXPECT_TRUE(slow.ended);
  EXPECT_TRUE(code == 4008 || code == 0)
      << code;  // 0: so slow that not even the close frame came through in time
}

TEST_F(RoomServerTest, draining_closes_everybody_to_come_back_and_lets_nobody_in) {
  Peer a = join(0, visitor(5));
  Peer b = join(1, visitor(6));
  a.hear("hello");
  a.say(R"({"id":1,"do":"like","count":3})");
  std::promise<void> drained;
  on(0, [&] { rooms->drain([&] { drained.set_value(); }); });
  EXPECT_EQ(a.hear_close(), 4500);
  EXPECT_EQ(b.hear_close(), 4500);
  ASSERT_EQ(drained.get_future().wait_for(5s), std::future_status::ready);
  Peer late = join(0, visitor(7));
  EXPECT_EQ(late.hear_close(), 4500);
}

TEST_F(RoomServerTest, a_socket_costs_little) { EXPECT_LE(sizeof(Guest) + sizeof(net::WebSocket), 512U); }

}  // namespace
}  // namespace lyceum::room
