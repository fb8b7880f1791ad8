#include "base/secret/base64url.hpp"
#include "base/secret/random.hpp"
#include "base/secret/sealed.hpp"
#include "base/secret/secret_key.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

TEST(Base64url, bytes_come_back_and_need_no_escaping_in_a_url) {
  const Bytes bytes{0xFB, 0xEF, 0xFF, 0x00};
  EXPECT_EQ(base64url_encode(bytes), "--__AA");
  EXPECT_EQ(base64url_decode("--__AA"), bytes);
  EXPECT_EQ(base64url_encode({}), "");
  EXPECT_EQ(base64url_decode(""), Bytes{});
}

TEST(Base64url, other_spellings_of_the_same_bytes_are_refused) {
  for (const auto* text : {"--__AA==", "++//AA", "--__AB", "--__A", "--__AA\n", " --__AA", "é"})
    EXPECT_FALSE(base64url_decode(text)) << text;
}

TEST(Random, a_number_lies_between_its_bounds_and_reaches_both) {
  bool low = false, high = false;
  for (int i = 0; i < 1000; ++i) {
    const auto number = random_between(10, 13);
    ASSERT_GE(number, 10);
    ASSERT_LE(number, 13);
    low |= number == 10;
    high |= number == 13;
  }
  EXPECT_TRUE(low && high);
  EXPECT_EQ(random_between(7, 7), 7);
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

// RFC 4231 test case 2 has a short key; ours are 32 bytes, so test case 1's data with a key of 32 bytes 0x0b,
// computed with another implementation.
TEST(SecretKey, mac_is_hmac_sha256) {
  const Bytes key(32, 0x0B);
  const auto mac = SecretKey(std::span<const std::uint8_t, 32>(key.data(), 32)).mac(as_bytes("Hi There"));
  EXPECT_EQ(base64url_encode(mac), "GYpgfrRL-8aZA6Dxzyu9xboKo_PZrjwcejsWlqC2jPc");
}

TEST(SecretKey, derived_keys_differ_by_purpose_and_from_their_parent) {
  const auto key = SecretKey::random();
  const auto message = as_bytes("m");
  EXPECT_NE(key.derive("a").mac(message), key.derive("b").mac(message));
  EXPECT_NE(key.derive("a").mac(message), key.mac(message));
  EXPECT_EQ(key.derive("a").mac(message), key.derive("a").mac(message));
}

TEST(Secrets, are_equal_only_with_the_same_bytes_and_length) {
  EXPECT_TRUE(equal_secret(as_bytes("abc"), as_bytes("abc")));
  EXPECT_FALSE(equal_secret(as_bytes("abc"), as_bytes("abd")));
  EXPECT_FALSE(equal_secret(as_bytes("abc"), as_bytes("abcd")));
  EXPECT_TRUE(equal_secret({}, {}));
}

TEST(Sealed, is_opened_by_its_key_at_its_place_alone) {
  const auto key = key_from_hex(std::string(64, '7')), other = key_from_hex(std::string(64, '8'));
  const Bytes sealed = seal_bytes(*key, as_bytes("private"), "row 1");
  EXPECT_EQ(sealed.size(), 7 + kSealedExtra);
  EXPECT_EQ(as_text(*open_bytes(*key, sealed, "row 1")), "private");
  EXPECT_FALSE(open_bytes(*key, sealed, "row 2"));
  EXPECT_FALSE(open_bytes(*other, sealed, "row 1"));
  EXPECT_FALSE(open_bytes(*key, ByteView(sealed).first(kSealedExtra - 1), "row 1"));
}

TEST(Sealed, alike_at_one_place_means_the_same_bytes) {
  const auto key = key_from_hex(std::string(64, '7'));
  const Bytes sealed = seal_bytes_alike(*key, as_bytes("anna"), "login");
  EXPECT_EQ(sealed, seal_bytes_alike(*key, as_bytes("anna"), "login"));
  EXPECT_NE(sealed, seal_bytes_alike(*key, as_bytes("annb"), "login"));
  EXPECT_NE(sealed, seal_bytes_alike(*key, as_bytes("anna"), "code"));
  EXPECT_NE(sealed, seal_bytes_alike(*key_from_hex(std::string(64, '8')), as_bytes("anna"), "login"));
  EXPECT_EQ(as_text(*open_bytes(*key, sealed, "login")), "anna");
}

TEST(Sealed, a_key_has_64_hexadecimal_digits) {
  for (const std::string& digits :
       {std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'g'), std::string(64, ' ')})
    EXPECT_FALSE(key_from_hex(digits)) << digits;
}

}  // namespace
}  // namespace lyceum
