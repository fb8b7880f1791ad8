#include "net/http/server_fixture.hpp"
#include "net/push/push_socket.hpp"

namespace lyceum::net {
namespace {

// Keeps one client and counts what became of it.
struct Sender final : PushHandler {
  std::unique_ptr<PushSocket> socket;
  int gone = 0;

  void on_room() override {}
  void on_gone() override {
    ++gone;
    socket.reset();
  }
  PushStarter starter() {
    return [this](Request& request) -> Task<PushAnswer> {
      if (request.query("no")) co_return PushAnswer{.response = text_response(403, "text/plain", "no")};
      PushAnswer answer;
      answer.response.headers.add("Content-Type", "text/plain");
      answer.accept = [this](std::unique_ptr<PushSocket> accepted) {
        socket = std::move(accepted);
        socket->start(*this);
      };
      co_return answer;
    };
  }
  void say(std::string_view text) const {
    const iovec part{const_cast<char*>(text.data()), text.size()};
    socket->write(std::span(&part, 1));
  }
};

class PushTest : public ServerFixture {
 public:
  Sender sender;

  void start_sender() {
    router.add_push("/endless", sender.starter());
    start();
  }
  ~PushTest() override {
    on_reactor([this] { sender.socket.reset(); });
  }
  static constexpr std::string_view request = "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n";
};

TEST_F(PushTest, the_head_has_no_length_and_the_body_comes_as_it_is_pushed) {
  start_sender();
  RawClient peer = client();
  peer.send(request);
  const std::string head = peer.head();
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: ")) << head;
  EXPECT_TRUE(head.ends_with("\r\nConnection: close")) << head;
  EXPECT_EQ(head.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(eventually([&] { return server().connections() == 0 && sender.socket; }));
  on_reactor([&] { sender.say("one"); });
  EXPECT_EQ(peer.bytes(3), "one");
  on_reactor([&] { sender.say("two"); });
  EXPECT_EQ(peer.bytes(3), "two");
  on_reactor([&] { sender.socket.reset(); });
  EXPECT_TRUE(peer.ended());
}

TEST_F(PushTest, a_client_that_hangs_up_is_noticed) {
  start_sender();
  for (const bool half : {true, false}) {
    RawClient peer = client();
    peer.send(request);
    peer.head();
    half ? peer.half_close() : peer.hang_up();
    EXPECT_TRUE(eventually([&] { return sender.gone == (half ? 1 : 2); }));
  }
}

TEST_F(PushTest, without_an_acceptor_it_is_an_ordinary_answer) {
  start_sender();
  RawClient peer = client();
  for (int i = 0; i < 2; ++i) {
    peer.send("GET /endless?no=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(peer.head().starts_with("HTTP/1.1 403 "));
    EXPECT_EQ(peer.bytes(2), "no");
  }
}

TEST_F(PushTest, only_get_is_answered) {
  start_sender();
  for (const std::string method : {"HEAD", "POST"}) {
    RawClient peer = client();
    peer.send(method + " /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string head = peer.head();
    EXPECT_TRUE(head.starts_with("HTTP/1.1 405 ")) << head;
    EXPECT_NE(head.find("Allow: GET\r\n"), std::string::npos) << head;
  }
}

TEST_F(PushTest, a_client_that_half_closed_before_the_answer_is_not_let_in) {
  Resume<int> resume;
  std::promise<void> arrived;
  auto guard = std::make_shared<int>(0);  // one owner more while the acceptor lives
  bool accepted = false;
  router.add_push("/endless", [&](Request&) -> Task<PushAnswer> {
    PushAnswer answer;
    answer.accept = [&accepted, guard](std::unique_ptr<PushSocket>) { accepted = true; };
    co_await wait_for<int>([&](Resume<int> r) {
      resume = std::move(r);
      arrived.set_value();
    });
    co_return answer;
  });
  start();
  RawClient peer = client();
  peer.send(request);
  arrived.get_future().wait();
  peer.half_close();
  // The server has heard of it when it has served another client's request.
  RawClient other = client();
  other.send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
  other.head();
  on_reactor([&] { resume(1); });
  EXPECT_TRUE(eventually([&] { return guard.use_count() == 1; }));
  EXPECT_FALSE(accepted);
  EXPECT_TRUE(peer.ended());
}

}  // namespace
}  // namespace lyceum::net
