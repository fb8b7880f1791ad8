// What comes from people who mean no good, or from broken programs: that one connection ends, soon, with a
// reason.
#include "net/http/server_fixture.hpp"

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

class HostileHttp : public ServerFixture {
 protected:
  void start_small() {
    options.header_within = 200ms;
    options.body_grace = 200ms;
    options.idle_max = 200ms;
    options.write_within = 200ms;
    options.linger_max = 100ms;
    router.add("GET", "/",
               [](Request&) -> Task<Response> { co_return text_response(200, "text/plain", "ok"); });
    router.add("POST", "/", [](Request&) -> Task<Response> { co_return empty_response(); },
               {.body_max = 1000});
    start();
  }
  std::string answer(std::string_view bytes) {
    RawClient peer = client();
    peer.send(bytes);
    const std::string all = peer.rest();
    return all.substr(0, all.find("\r\n"));
  }
};

TEST_F(HostileHttp, garbage_is_a_400_and_the_end) {
  start_small();
  for (const std::string_view bytes :
       {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
    EXPECT_EQ(answer(bytes), "HTTP/1.1 400 Bad Request") << bytes;
}

TEST_F(HostileHttp, a_request_cannot_be_smuggled_behind_two_lengths) {
  start_small();
  EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"),
            "HTTP/1.1 400 Bad Request");
}

TEST_F(HostileHttp, only_plain_chunks_are_a_coding) {
  start_small();
  for (const std::string_view fields :
       {"Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip",
        "Transfer-Encoding: gzip", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"})
    EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n\r\n0\r\n\r\n"),
              "HTTP/1.1 400 Bad Request")
        << fields;
  EXPECT_EQ(answer("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            "HTTP/1.1 400 Bad Request");
}

TEST_F(HostileHttp, headers_are_bounded_whole_or_in_pieces) {
  start_small();
  const std::string big = "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n";
  EXPECT_EQ(answer(big), "HTTP/1.1 431 Request Header Fields Too Large");
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 2'000; ++i) many += "A: b\r\n";
  EXPECT_EQ(answer(many), "HTTP/1.1 431 Request Header Fields Too Large");
  EXPECT_EQ(answer(std::string(9'000, 'G')), "HTTP/1.1 431 Request Header Fields Too Large");
  RawClient slow = client();
  for (std::size_t i = 0; i < many.size(); i += 100) slow.send(std::string_view(many).substr(i, 100));
  EXPECT_TRUE(slow.head().starts_with("HTTP/1.1 431 "));
}

TEST_F(HostileHttp, bodies_are_bounded_by_their_route) {
  start_small();
  EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n"),
            "HTTP/1.1 413 Content Too Large");
  EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775808\r\n\r\n"),
            "HTTP/1.1 413 Content Too Large");
  EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                   std::string(1001, 'x')),
            "HTTP/1.1 413 Content Too Large");
  EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n"),
            "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(answer("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n" +
                   std::string(1000, 'x')),
            "HTTP/1.1 204 No Content");
}

TEST_F(HostileHttp, a_byte_now_and_then_ends_at_the_limit) {
  start_small();
  for (const std::string_view begin : {"", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"}) {
    RawClient peer = client();
    peer.send(begin);
    const auto start = std::chrono::steady_clock::now();
    std::string answer;
    std::thread drip([&peer] {
      for (int i = 0; i < 60; ++i) {
        peer.send("x");
        std::this_thread::sleep_for(10ms);
      }
    });
    answer = peer.rest();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 500ms);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 408 Request Timeout")) << answer;
    drip.join();
  }
}

TEST_F(HostileHttp, silence_ends_too) {
  start_small();
  RawClient silent = client();
  EXPECT_TRUE(silent.ended());
  RawClient idle = client();
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(idle.rest().ends_with("ok"));
}

TEST_F(HostileHttp, who_does_not_read_is_cut_off_and_others_do_not_notice) {
  start_small();
  const SharedBytes big{Bytes(30'000'000)};
  Router more;
  // A second server: routes are fixed once the first one runs.
  more.add("GET", "/big",
           [&](Request&) -> Task<Response> { co_return Response{.status = 200, .body = {big}}; });
  auto listening = std::move(listen_on({"127.0.0.1", 0}, 1)->front());
  const Address address = listening.local();
  std::unique_ptr<HttpServer> second;
  on_reactor([&] { second = std::make_unique<HttpServer>(reactor(), std::move(listening), more, options); });
  RawClient deaf(address);
  deaf.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(eventually([&] { return second->connections() == 1; }));
  EXPECT_EQ(answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), "HTTP/1.1 200 OK");
  EXPECT_TRUE(eventually([&] { return second->connections() == 0; }));
  on_reactor([&] { second.reset(); });
}

TEST_F(HostileHttp, more_connections_than_allowed_are_closed_at_once) {
  options.connections_max = 2;
  start_small();
  RawClient one = client(), two = client();
  EXPECT_TRUE(eventually([&] { return server().connections() == 2; }));
  RawClient three = client();
  EXPECT_EQ(three.rest(), "");
  EXPECT_EQ(on_reactor([&] { return server().connections(); }), 2U);
}

}  // namespace
}  // namespace lyceum::net
