#include "net/http/server.hpp"

#include "net/http/problem.hpp"
#include "net/http/server_fixture.hpp"

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

class HttpServerTest : public ServerFixture {
 protected:
  std::unique_ptr<RawClient> held;
};

Handler fixed(std::string text) {
  return [body = SharedBytes(text)](Request&) -> Task<Response> {
    Response response = text_response(200, "text/plain", "");
    response.body = {body};
    co_return response;
  };
}

Task<Response> echo(Request& request) {
  co_return text_response(200, "text/plain", request.method + " " + request.path + " " + request.body);
}

std::string header_of(const std::string& head, std::string_view name) {
  const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return "";
  const std::size_t value = at + name.size() + 4;
  return head.substr(value, head.find("\r\n", value) - value);
}

// Waits until the test lets it go.
struct Waiting {
  std::promise<void> arrived;
  Resume<bool> resume;
  bool gone = false;

  Handler handler() {
    return [this](Request& request) -> Task<Response> {
      const bool ok = co_await wait_for<bool>([&](Resume<bool> r) {
        resume = std::move(r);
        request.on_gone([this] { std::exchange(resume, nullptr)(false); });
        arrived.set_value();
      });
      gone = !ok;
      co_return text_response(200, "text/plain", ok ? "go" : "gone");
    };
  }
};

TEST_F(HttpServerTest, answers_and_keeps_the_connection) {
  router.add("GET", "/hello", fixed("hi"));
  start();
  RawClient peer = client();
  for (int i = 0; i < 3; ++i) {
    peer.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string head = peer.head();
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n")) << head;
    EXPECT_EQ(header_of(head, "Content-Length"), "2");
    EXPECT_EQ(header_of(head, "Date").size(), 29U);
    EXPECT_EQ(peer.bytes(2), "hi");
  }
}

TEST_F(HttpServerTest, head_has_the_length_but_no_body) {
  router.add("GET", "/hello", fixed("hi"));
  start();
  RawClient peer = client();
  peer.send("HEAD /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(header_of(peer.head(), "Content-Length"), "2");
  EXPECT_EQ(peer.rest(), "");
}

TEST_F(HttpServerTest, pipelined_requests_are_answered_in_order) {
  router.add("POST", "/{x}", echo);
  start();
  RawClient peer = client();
  std::string all;
  for (char c = 'a'; c <= 'j'; ++c)
    all += std::string("POST /") + c + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n" + c;
  peer.send(all);
  for (char c = 'a'; c <= 'j'; ++c) {
    peer.head();
    EXPECT_EQ(peer.bytes(9), std::string("POST /") + c + " " + c);
  }
}

TEST_F(HttpServerTest, bodies_come_with_length_or_in_chunks_cut_anywhere) {
  router.add("POST", "/echo", echo);
  start();
  for (const std::string_view request :
       {"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\nConnection: close\r\n\r\nhello world",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: 1\r\n\r\n"}) {
    for (const std::size_t step : {1, 13, 1000}) {
      RawClient peer = client();
      for (std::size_t i = 0; i < request.size(); i += step) peer.send(request.substr(i, step));
      peer.head();
      EXPECT_EQ(peer.rest(), "POST /echo hello world");
    }
  }
}

TEST_F(HttpServerTest, a_large_shared_body_arrives_whole_at_a_slow_reader) {
  std::string big;
  big.resize(20'000'000);
  for (std::size_t i = 0; i < big.size(); ++i) big[i] = static_cast<char>('a' + i % 23);
  router.add("GET", "/big", [&big](Request&) -> Task<Response> {
    Response response;
    for (int i = 0; i < 20; ++i)
      response.body.emplace_back(std::string_view(big).substr(i * 1'000'000U, 1'000'000));
    co_return response;
  });
  start();
  RawClient peer = client();
  peer.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(header_of(peer.head(), "Content-Length"), "20000000");
  EXPECT_TRUE(peer.bytes(big.size()) == big);
  peer.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(peer.head(), "");
}

TEST_F(HttpServerTest, many_small_parts_arrive_without_the_kernel_being_full) {
  router.add("GET", "/parts", [](Request&) -> Task<Response> {
    Response response;
    for (int i = 0; i < 100; ++i) response.body.emplace_back(std::string_view("0123456789"));
    co_return response;
  });
  start();
  RawClient peer = client();
  for (int i = 0; i < 2; ++i) {
    peer.send("GET /parts HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(header_of(peer.head(), "Content-Length"), "1000");
    EXPECT_EQ(peer.bytes(1000).size(), 1000);
  }
}

TEST_F(HttpServerTest, unknown_paths_and_methods_are_problems_and_keep_the_connection) {
  router.add("GET", "/hello", fixed("hi"));
  start();
  RawClient peer = client();
  peer.send("GET /no HTTP/1.1\r\nHost: x\r\nAccept-Language: zh-CN\r\n\r\n");
  std::string head = peer.head();
  EXPECT_TRUE(head.starts_with("HTTP/1.1 404 "));
  EXPECT_EQ(header_of(head, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header_of(head, "Content-Language"), "zh-CN");
  peer.bytes(std::stoul(header_of(head, "Content-Length")));
  peer.send("DELETE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  head = peer.head();
  EXPECT_TRUE(head.starts_with("HTTP/1.1 405 "));
  EXPECT_EQ(header_of(head, "Allow"), "GET, HEAD");
}

TEST_F(HttpServerTest, a_handler_that_throws_is_a_500_for_that_request_only) {
  router.add("GET", "/bad", [](Request&) -> Task<Response> {
    if (true) throw std::runtime_error("inside");
    co_return Response{};
  });
  router.add("GET", "/hello", fixed("hi"));
  start();
  RawClient peer = client();
  peer.send(
      "GET /bad HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(peer.head().starts_with("HTTP/1.1 500 "));
  const std::string rest = peer.rest();
  EXPECT_EQ(rest.find("inside"), std::string::npos);
  EXPECT_TRUE(rest.ends_with("hi"));
}

TEST_F(HttpServerTest, a_waiting_handler_is_told_when_its_client_leaves) {
  Waiting waiting;
  router.add("GET", "/wait", waiting.handler());
  start();
  RawClient peer = client();
  peer.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  waiting.arrived.get_future().wait();
  peer.hang_up();
  EXPECT_TRUE(eventually([&] { return waiting.gone && server().connections() == 0; }));
}

TEST_F(HttpServerTest, a_client_that_only_stops_sending_still_gets_its_answer) {
  Waiting waiting;
  router.add("GET", "/wait", waiting.handler());
  start();
  RawClient peer = client();
  peer.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  waiting.arrived.get_future().wait();
  peer.half_close();
  EXPECT_TRUE(peer.rest().ends_with("gone"));
}

TEST_F(HttpServerTest, what_came_while_a_handler_waited_is_read_after_its_answer) {
  Waiting waiting;
  router.add("GET", "/wait", waiting.handler());
  router.add("GET", "/hello", fixed("hi"));
  start();
  RawClient peer = client();
  peer.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  waiting.arrived.get_future().wait();
  peer.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  // The bytes are the kernel's to report: a second connection, opened after them, is served first.
  RawClient other = client();
  other.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  other.head();
  on_reactor([&] { std::exchange(waiting.resume, nullptr)(true); });
  EXPECT_NE(peer.head(), "");
  EXPECT_EQ(peer.bytes(2), "go");
  EXPECT_NE(peer.head(), "");
  EXPECT_EQ(peer.bytes(2), "hi");
}

TEST_F(HttpServerTest, a_request_and_the_end_behind_it_in_one_packet_are_both_seen) {
  Waiting waiting;
  router.add("GET", "/wait", waiting.handler());
  start();
  on_reactor([&] {  // holds the loop while both are sent
    RawClient peer = client();
    peer.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    peer.half_close();
    held = std::make_unique<RawClient>(std::move(peer));
  });
  EXPECT_TRUE(held->rest().ends_with("gone"));
}

TEST_F(HttpServerTest, an_answer_for_a_client_that_is_gone_is_dropped) {
  std::promise<void> arrived;
  Resume<int> resume;
  router.add("GET", "/wait", [&](Request&) -> Task<Response> {
    co_await wait_for<int>([&](Resume<int> r) {
      resume = std::move(r);
      arrived.set_value();
    });
    co_return text_response(200, "text/plain", "late");
  });
  start();
  RawClient peer = client();
  peer.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  arrived.get_future().wait();
  peer.hang_up();
  // Seen as a half-close, which lasts until an answer fails to arrive.
  on_reactor([&] { resume(1); });
  EXPECT_TRUE(eventually([&] { return server().connections() == 0; }));
}

TEST_F(HttpServerTest, admission_is_asked_before_a_body_is_read) {
  router.add("PUT", "/cover", echo,
             {.body_max = 1'000'000, .admit = [](Request& request) -> Task<Result<void>> {
                if (!request.header("authorization")) co_return Failure(not_found());
                co_return Result<void>();
              }});
  start();
  RawClient stranger = client();
  stranger.send("PUT /cover HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n");
  EXPECT_TRUE(stranger.head().starts_with("HTTP/1.1 404 "));
  RawClient friendly = client();
  friendly.send(
      "PUT /cover HTTP/1.1\r\nHost: x\r\nAuthorization: y\r\nContent-Length: 500000\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(friendly.head(), "HTTP/1.1 100 Continue");
  friendly.send(std::string(500'000, 'z'));
  EXPECT_TRUE(friendly.head().starts_with("HTTP/1.1 200 "));
}

TEST_F(HttpServerTest, a_proxy_is_believed_only_if_told_so) {
  Handler remote = [](Request& request) -> Task<Response> {
    co_return text_response(200, "text/plain", request.remote + (request.secure ? " secure" : ""));
  };
  const std::string_view request =
      "GET /me HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
      "Connection: close\r\n\r\n";
  router.add("GET", "/me", remote);
  start();
  RawClient direct = client();
  direct.send(request);
  EXPECT_TRUE(direct.rest().ends_with("\r\n127.0.0.1"));
}

TEST_F(HttpServerTest, a_trusted_proxy_tells_the_client) {
  options.trust_proxy = true;
  router.add("GET", "/me", [](Request& request) -> Task<Response> {
    co_return text_response(200, "text/plain", request.remote + (request.secure ? " secure" : ""));
  });
  start();
  RawClient peer = client();
  peer.send(
      "GET /me HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
      "Connection: close\r\n\r\n");
  EXPECT_TRUE(peer.rest().ends_with("\r\n203.0.113.9 secure"));
}

TEST_F(HttpServerTest, draining_ends_idle_connections_and_finishes_the_others) {
  Waiting waiting;
  router.add("GET", "/wait", waiting.handler());
  router.add("GET", "/hello", fixed("hi"));
  start();
  RawClient idle = client();
  idle.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.head();
  idle.bytes(2);
  RawClient busy = client();
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  waiting.arrived.get_future().wait();
  std::promise<void> drained;
  on_reactor([&] { server().drain([&] { drained.set_value(); }); });
  EXPECT_TRUE(idle.ended());
  on_reactor([&] { std::exchange(waiting.resume, nullptr)(true); });
  EXPECT_EQ(header_of(busy.head(), "Connection"), "close");
  EXPECT_EQ(busy.rest(), "go");
  busy.hang_up();
  EXPECT_EQ(drained.get_future().wait_for(10s), std::future_status::ready);
}

}  // namespace
}  // namespace lyceum::net
