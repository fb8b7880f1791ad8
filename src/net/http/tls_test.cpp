// HTTP and WebSocket over TLS: the same connections, with records in between.
#include "net/http/server_fixture.hpp"
#include "net/tcp/tls_session.hpp"
#include "net/tls/certificate_fixture.hpp"

#include <openssl/ssl.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

class TlsTest : public ServerFixture {
 protected:
  TlsTest() {
    router.add("GET", "/secure", [](Request& request) -> Task<Response> {
      co_return text_response(200, "text/plain", request.secure ? "yes" : "no");
    });
    router.add("GET", "/big",
               [](Request&) -> Task<Response> { co_return text_response(200, "text/plain", big()); });
    router.add("POST", "/length",
               [](Request& request) -> Task<Response> {
                 co_return text_response(200, "text/plain", std::to_string(request.body.size()));
               },
               {.body_max = 4u << 20});
    options.tls = identity_.get();
  }
  static const std::string& big() {
    static const std::string bytes = [] {
      std::string made;
      for (int i = 0; i < 3'000'000; ++i) made += static_cast<char>('a' + i % 23);
      return made;
    }();
    return bytes;
  }

  RawClient secure_client(int version = TLS1_3_VERSION) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_max_proto_version(context, version);
    SSL_CTX_set_min_proto_version(context, std::min(version, TLS1_2_VERSION));
    SSL_CTX_set_security_level(context, 0);
    SSL* session = SSL_new(context);
    SSL_CTX_free(context);
    SSL_set_connect_state(session);
    auto tls = std::make_unique<TlsSession>(session, connect_to(address())->release());
    Moved::State state = Moved::State::would_block;
    while ((state = tls->handshake()) == Moved::State::would_block) {
      pollfd poll{tls->descriptor(), POLLIN, 0};
      if (::poll(&poll, 1, 5000) <= 0) break;
    }
    if (state != Moved::State::open) return RawClient(Socket());
    return RawClient(Socket(std::move(tls)));
  }
  std::string body(RawClient& client) {
    const std::string head = client.head();
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? head : client.bytes(std::stoul(head.substr(at + 16)));
  }

  TrialCertificate files_;
  std::unique_ptr<TlsIdentity> identity_ = std::move(*TlsIdentity::load(files_.certificate(), files_.key()));
};

TEST_F(TlsTest, a_request_knows_that_it_came_encrypted) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    RawClient client = secure_client(version);
    client.send("GET /secure HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body(client), "yes");
    client.send("GET /secure HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(body(client), "yes") << "the second on the same connection";
  }
}

TEST_F(TlsTest, old_versions_and_plain_words_are_turned_away) {
  start();
  EXPECT_FALSE(secure_client(TLS1_1_VERSION).socket());
  RawClient plain = client();
  plain.send("GET /secure HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(plain.rest().find("HTTP"), std::string::npos);
}

TEST_F(TlsTest, a_big_answer_arrives_whole_at_a_slow_reader) {
  start();
  RawClient client = secure_client();
  const int small = 64 * 1024;
  setsockopt(client.socket().descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body(client), big());
  client.send("GET /secure HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body(client), "yes");
}

TEST_F(TlsTest, a_big_body_and_pipelined_requests_are_read_to_their_end) {
  start();
  RawClient client = secure_client();
  const std::string ask = "GET /secure HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + big() + ask + ask +
              ask);
  EXPECT_EQ(body(client), "3000000");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(body(client), "yes");
}

TEST_F(TlsTest, a_request_in_records_of_one_byte_is_read) {
  start();
  RawClient client = secure_client();
  for (const char c : std::string("GET /secure HTTP/1.1\r\nHost: x\r\n\r\n")) client.send({&c, 1});
  EXPECT_EQ(body(client), "yes");
}

TEST_F(TlsTest, a_handshake_that_does_not_come_ends) {
  options.header_within = 200ms;
  start();
  RawClient silent = client();
  EXPECT_TRUE(silent.ended());
  RawClient half = client();
  half.send("\x16\x03\x01");
  EXPECT_EQ(half.rest().find("HTTP"), std::string::npos);
}

TEST_F(TlsTest, a_server_that_drains_lets_go_of_handshakes_under_way) {
  start();
  RawClient silent = client();
  std::promise<void> drained;
  on_reactor([&] {
    server().drain([&] { drained.set_value(); });
    return 0;
  });
  EXPECT_EQ(drained.get_future().wait_for(5s), std::future_status::ready);
  EXPECT_TRUE(silent.ended());
}

}  // namespace
}  // namespace lyceum::net
