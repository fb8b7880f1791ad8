#include "net/http/upgrade.hpp"

#include "net/http/problem.hpp"
#include "net/http/server_fixture.hpp"
#include "wire/ws/writer.hpp"

namespace lyceum::net {
namespace {

// Echoes texts until its socket closes.
struct EchoRoom final : WebSocketHandler {
  std::unique_ptr<WebSocket> socket;
  CloseCode closed_with = 0;

  void on_text(std::string_view text) override { socket->send(ws::text_frame(text)); }
  void on_closed(CloseCode code) override {
    closed_with = code;
    socket.reset();
  }
  UpgradeHandler handler() {
    return [this](Request& request) -> Task<Result<WebSocketAcceptor>> {
      if (request.header("origin") == "https://elsewhere.example") co_return Failure(forbidden());
      WebSocketAcceptor acceptor;
      acceptor.accept = [this](std::unique_ptr<WebSocket> accepted) {
        socket = std::move(accepted);
        socket->start(*this);
      };
      co_return acceptor;
    };
  }
  static Error forbidden() {
    return {.status = 403, .code = "bad_origin", .en = "Not from there.", .zh = "来源不允许。", .detail = ""};
  }
};

class UpgradeTest : public ServerFixture {
 public:
  EchoRoom room;

  void start_room() {
    router.add_websocket("/room", "lyceum.room.1", room.handler());
    start();
  }
  ~UpgradeTest() override {
    on_reactor([this] { room.socket.reset(); });
  }

  static std::string request(std::string_view more = "") {
    return "GET /room HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
           std::string(more) + "\r\n";
  }
  std::string refusal(std::string_view bytes) {
    RawClient peer = client();
    peer.send(bytes);
    return peer.head();
  }
};

std::string masked(std::string_view text) {
  return std::string(as_text(ws::masked_frame(ws::Opcode::text, as_bytes(text), {1, 2, 3, 4})));
}

TEST_F(UpgradeTest, the_handshake_of_the_specification_opens_a_socket) {
  start_room();
  RawClient peer = client();
  peer.send(request("Sec-WebSocket-Protocol: other, lyceum.room.1\r\n") + masked("early"));
  EXPECT_EQ(peer.head(),
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: lyceum.room.1");
  EXPECT_EQ(peer.bytes(7), std::string("\x81\x05") + "early");
  EXPECT_TRUE(eventually([&] { return server().connections() == 0 && server().websockets() == 1; }));
  peer.send(masked("later"));
  EXPECT_EQ(peer.bytes(7), "\x81\x05later");
  peer.hang_up();
  EXPECT_TRUE(
      eventually([&] { return room.closed_with == ws::close_abnormal && server().websockets() == 0; }));
}

TEST_F(UpgradeTest, a_client_that_offers_no_subprotocol_gets_none) {
  start_room();
  RawClient peer = client();
  peer.send(request());
  EXPECT_EQ(peer.head().find("Protocol:"), std::string::npos);
}

TEST_F(UpgradeTest, a_refusal_is_a_problem_and_the_connection_stays) {
  start_room();
  RawClient peer = client();
  for (int i = 0; i < 2; ++i) {
    peer.send(request("Origin: https://elsewhere.example\r\n"));
    const std::string head = peer.head();
    EXPECT_TRUE(head.starts_with("HTTP/1.1 403 ")) << head;
    peer.bytes(std::stoul(head.substr(head.find("Content-Length: ") + 16)));
  }
}

TEST_F(UpgradeTest, what_is_no_handshake_is_refused) {
  start_room();
  const std::string plain = refusal("GET /room HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(plain.starts_with("HTTP/1.1 426 Upgrade Required"));
  EXPECT_NE(plain.find("Sec-WebSocket-Version: 13"), std::string::npos);
  std::string old = request();
  old.replace(old.find("Version: 13"), 11, "Version: 8 ");
  EXPECT_TRUE(refusal(old).starts_with("HTTP/1.1 426 "));
  std::string bad_key = request();
  bad_key.replace(bad_key.find("dGhl"), 4, "d@hl");
  EXPECT_TRUE(refusal(bad_key).starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(refusal(request("Sec-WebSocket-Protocol: other\r\n")).starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(refusal("POST " + request().substr(4)).starts_with("HTTP/1.1 405 "));
}

TEST_F(UpgradeTest, a_client_that_leaves_before_it_is_let_in_opens_nothing) {
  std::promise<void> arrived;
  Resume<int> resume;
  bool accepted = false;
  auto guard = std::make_shared<int>(0);  // one owner more while the acceptor lives
  router.add_websocket("/room", "lyceum.room.1", [&](Request&) -> Task<Result<WebSocketAcceptor>> {
    WebSocketAcceptor acceptor;
    acceptor.accept = [&accepted, guard](std::unique_ptr<WebSocket>) { accepted = true; };
    co_await wait_for<int>([&](Resume<int> r) {
      resume = std::move(r);
      arrived.set_value();
    });
    co_return acceptor;
  });
  start();
  RawClient peer = client();
  peer.send(request());
  arrived.get_future().wait();
  const linger reset{1, 0};  // a reset, not a half-close
  setsockopt(peer.socket().descriptor(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  peer.hang_up();
  EXPECT_TRUE(eventually([&] { return server().connections() == 0; }));
  on_reactor([&] { resume(1); });
  EXPECT_TRUE(eventually([&] { return guard.use_count() == 1; }));
  EXPECT_FALSE(accepted);
}

}  // namespace
}  // namespace lyceum::net
