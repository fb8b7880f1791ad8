#include "wire/rtmp/handshake.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

namespace lyceum::rtmp {
namespace {

Bytes random_bytes(std::size_t count, unsigned seed) {
  Bytes bytes(count);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>((seed = seed * 1'103'515'245 + 12'345) >> 16);
  return bytes;
}

// HMAC written out after RFC 2104 on the bare hash, so that it shares nothing with the code under test.
Bytes sha256(const Bytes& message) {
  Bytes digest(32);
  unsigned int size = 32;
  EVP_Digest(message.data(), message.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return digest;
}
Bytes hmac(Bytes key, const Bytes& message) {
  if (key.size() > 64) key = sha256(key);
  key.resize(64);
  Bytes inner, outer;
  for (const auto byte : key) {
    inner.push_back(byte ^ 0x36);
    outer.push_back(byte ^ 0x5C);
  }
  inner.insert(inner.end(), message.begin(), message.end());
  const Bytes digest = sha256(inner);
  outer.insert(outer.end(), digest.begin(), digest.end());
  return sha256(outer);
}
Bytes text(std::string_view words) { return {as_bytes(words).begin(), as_bytes(words).end()}; }

std::ptrdiff_t position_of(const Bytes& block, int scheme) {
  const std::ptrdiff_t part = scheme == 0 ? 772 : 8;
  return part + 4 + std::accumulate(block.begin() + part, block.begin() + part + 4, 0) % 728;
}
Bytes without_digest(const Bytes& block, std::ptrdiff_t at) {
  Bytes rest(block.begin(), block.begin() + at);
  rest.insert(rest.end(), block.begin() + at + 32, block.end());
  return rest;
}

Bytes client_block(int scheme, unsigned seed) {
  Bytes c1 = random_bytes(handshake_block, seed);
  const Bytes version{0x80, 0, 7, 2};
  std::copy(version.begin(), version.end(), c1.begin() + 4);
  const auto at = position_of(c1, scheme);
  const Bytes digest = hmac(text("Genuine Adobe Flash Player 001"), without_digest(c1, at));
  std::copy(digest.begin(), digest.end(), c1.begin() + at);
  return c1;
}

Bytes hello_with(const Bytes& c1) {
  Bytes hello{3};
  hello.insert(hello.end(), c1.begin(), c1.end());
  return hello;
}

Bytes answer_to(const Bytes& c1) {
  ServerHandshake handshake(random_bytes(handshake_random, 99));
  const Bytes hello = hello_with(c1);
  ByteView input(hello);
  return handshake.on_bytes(input).value();
}

class DigestHandshake : public testing::TestWithParam<int> {};

TEST_P(DigestHandshake, is_answered_in_the_clients_scheme) {
  const int scheme = GetParam();
  for (unsigned seed = 1; seed <= 50; ++seed) {
    const Bytes c1 = client_block(scheme, seed);
    const Bytes reply = answer_to(c1);
    ASSERT_EQ(reply.size(), 1U + 2 * handshake_block);
    EXPECT_EQ(reply[0], 3);
    const Bytes s1(reply.begin() + 1, reply.begin() + 1 + handshake_block);
    const auto at = position_of(s1, scheme);
    EXPECT_EQ((Bytes(s1.begin() + at, s1.begin() + at + 32)),
              hmac(text("Genuine Adobe Flash Media Server 001"), without_digest(s1, at)));

    Bytes full_key = text("Genuine Adobe Flash Media Server 001");
    const Bytes tail{0xF0, 0xEE, 0xC2, 0x4A, 0x80, 0x68, 0xBE, 0xE8, 0x2E, 0x00, 0xD0,
                     0xD1, 0x02, 0x9E, 0x7E, 0x57, 0x6E, 0xEC, 0x5D, 0x2D, 0x29, 0x80,
                     0x6F, 0xAB, 0x93, 0xB8, 0xE6, 0x36, 0xCF, 0xEB, 0x31, 0xAE};
    full_key.insert(full_key.end(), tail.begin(), tail.end());
    ASSERT_EQ(full_key.size(), 68U);
    const auto client_at = position_of(c1, scheme);
    const Bytes key = hmac(full_key, Bytes(c1.begin() + client_at, c1.begin() + client_at + 32));
    const Bytes s2(reply.end() - handshake_block, reply.end());
    EXPECT_EQ((Bytes(s2.end() - 32, s2.end())), hmac(key, Bytes(s2.begin(), s2.end() - 32)));
  }
}

INSTANTIATE_TEST_SUITE_P(both_schemes, DigestHandshake, testing::Values(0, 1));

TEST(Handshake, a_plain_client_gets_its_block_back) {
  Bytes c1 = random_bytes(handshake_block, 5);
  std::fill_n(c1.begin() + 4, 4, std::uint8_t{0});
  const Bytes reply = answer_to(c1);
  EXPECT_EQ(Bytes(reply.end() - handshake_block, reply.end()), c1);
  EXPECT_EQ((Bytes(reply.begin() + 5, reply.begin() + 9)), (Bytes{0, 0, 0, 0}));
}

TEST(Handshake, a_false_digest_falls_back_to_the_plain_form) {
  Bytes c1 = client_block(0, 7);
  c1[100] ^= 1;
  const Bytes reply = answer_to(c1);
  EXPECT_EQ(Bytes(reply.end() - handshake_block, reply.end()), c1);
}

TEST(Handshake, bytes_may_come_one_by_one_and_what_follows_is_left) {
  ServerHandshake handshake(random_bytes(handshake_random, 1));
  Bytes all = hello_with(random_bytes(handshake_block, 2));
  all.resize(all.size() + handshake_block + 1, 0x77);  // C2 and the first byte of a chunk
  Bytes reply;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    EXPECT_FALSE(handshake.done());
    ByteView one = ByteView(all).subspan(i, 1);
    const Bytes part = handshake.on_bytes(one).value();
    reply.insert(reply.end(), part.begin(), part.end());
  }
  EXPECT_EQ(reply.size(), 1U + 2 * handshake_block);
  EXPECT_TRUE(handshake.done());

  ServerHandshake at_once(random_bytes(handshake_random, 1));
  ByteView input(all);
  EXPECT_EQ(at_once.on_bytes(input).value(), reply);
  EXPECT_TRUE(at_once.done());
  EXPECT_EQ(input.size(), 1U);
}

TEST(Handshake, client_and_server_understand_each_other) {
  ClientHandshake client(random_bytes(handshake_block, 3));
  ServerHandshake server(random_bytes(handshake_random, 4));
  const Bytes hello = client.hello();
  ByteView input(hello);
  const Bytes reply = server.on_bytes(input).value();
  ByteView answer(reply);
  const Bytes c2 = client.on_bytes(answer).value();
  EXPECT_TRUE(client.done());
  EXPECT_EQ(c2, Bytes(reply.begin() + 1, reply.begin() + 1 + handshake_block));
  ByteView last(c2);
  EXPECT_TRUE(server.on_bytes(last).value().empty());
  EXPECT_TRUE(server.done());
}

// Inputs that must be refused.

TEST(HandshakeRefused, another_version_at_its_first_byte) {
  for (const int first : {0, 6, 0x47, 0x16, 255}) {
    ServerHandshake handshake(random_bytes(handshake_random, 1));
    const Bytes one{static_cast<std::uint8_t>(first)};
    ByteView input(one);
    EXPECT_FALSE(handshake.on_bytes(input));
  }
}

}  // namespace
}  // namespace lyceum::rtmp
