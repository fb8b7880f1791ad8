#include "net/probe/probe.hpp"

#include "net/tcp/socket.hpp"

#include <thread>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

// Takes one caller, reads a little, answers with `text`.
class OneAnswer {
 public:
  explicit OneAnswer(std::string text)
      : listening_(std::move(listen_on(*parse_address("127.0.0.1:0"), 1)->front())),
        thread_([this, said = std::move(text)] {
          pollfd wait{.fd = listening_.descriptor(), .events = POLLIN, .revents = 0};
          if (::poll(&wait, 1, 5000) <= 0) return;
          const Socket caller(::accept(listening_.descriptor(), nullptr, nullptr));
          char heard[2000];
          (void)::recv(caller.descriptor(), heard, sizeof heard, 0);
          (void)::send(caller.descriptor(), said.data(), said.size(), MSG_NOSIGNAL);
        }) {}
  ~OneAnswer() { thread_.join(); }
  Address address() const { return listening_.local(); }
  Url url() const { return *parse_url("http://" + address().str() + "/healthz"); }

 private:
  Socket listening_;
  std::thread thread_;
};

TEST(Probe, urls_are_taken_apart) {
  const auto url = parse_url("https://class.example.org");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->tls);
  EXPECT_EQ(url->host, "class.example.org");
  EXPECT_EQ(url->port, 443);
  const auto v6 = parse_url("http://[::1]:8080/a?b");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->port, 8080);
  EXPECT_EQ(v6->path, "/a?b");
  EXPECT_EQ(parse_url("http://[::1]")->host, "::1");
  for (const auto* wrong : {"", "class.example.org", "ftp://x", "http://", "http://x:0", "http://x:y",
                            "http://a b", "http://u@h", "http://x:99999", "http://x/\r\nA: b"})
    EXPECT_FALSE(parse_url(wrong)) << wrong;
}

TEST(Probe, an_answer_is_read_to_its_end) {
  const OneAnswer server("HTTP/1.1 503 No\r\nX: y\r\n\r\ndraining\n");
  const auto answer = probe_http(server.url(), 2000ms);
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->body, "draining\n");
}

TEST(Probe, what_is_no_http_is_named) {
  const OneAnswer server("SSH-2.0-OpenSSH\r\n");
  EXPECT_EQ(probe_http(server.url(), 2000ms).error().detail, "it does not speak HTTP");
}

TEST(Probe, nobody_there_is_an_error_and_not_a_wait) {
  Address free_port = *parse_address("127.0.0.1:0");
  { free_port = listen_on(free_port, 1)->front().local(); }
  EXPECT_EQ(probe_http(*parse_url("http://" + free_port.str()), 2000ms).error().code, "probe_failed");
  EXPECT_FALSE(speaks_rtmp(free_port, 2000ms));
}

TEST(Probe, rtmp_is_told_from_other_protocols) {
  const OneAnswer right(std::string(1537, '\3')), wrong("HTTP/1.1 400 Bad\r\n\r\n");
  EXPECT_TRUE(speaks_rtmp(right.address(), 2000ms));
  EXPECT_FALSE(speaks_rtmp(wrong.address(), 2000ms));
}

TEST(Probe, whoever_is_asked_for_a_websocket_need_not_end_the_connection) {
  const OneAnswer server("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\r\n");
  const auto began = std::chrono::steady_clock::now();
  const auto answer = probe_http(server.url(), 2000ms, Certificate::any, {.bearer = {}, .websocket = true});
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_EQ(answer->status, 426);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 1500ms);
}

TEST(Probe, without_tls_there_is_no_http2) {
  const OneAnswer server("HTTP/1.1 400 Bad\r\n\r\n");
  EXPECT_FALSE(offers_http2(server.url(), 2000ms));
}

TEST(Probe, a_server_without_tls_is_named) {
  const OneAnswer server("HTTP/1.1 400 Bad\r\n\r\n");
  Url url = server.url();
  url.tls = true;
  EXPECT_NE(probe_http(url, 2000ms).error().detail.find("no TLS"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::net
