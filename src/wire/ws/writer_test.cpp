#include "wire/ws/writer.hpp"

#include "wire/ws/handshake.hpp"
#include "wire/ws/utf8.hpp"

#include <gtest/gtest.h>

namespace lyceum::ws {
namespace {

Bytes bytes_of(const SharedBytes& shared) { return {shared.view().begin(), shared.view().end()}; }

TEST(Writer, writes_the_unmasked_hello_of_the_specification) {
  EXPECT_EQ(bytes_of(text_frame("Hello")), (Bytes{0x81, 0x05, 'H', 'e', 'l', 'l', 'o'}));
}

TEST(Writer, writes_the_fragmented_text_of_the_specification) {  // §5.7
  EXPECT_EQ(bytes_of(first_text_fragment("Hel")), (Bytes{0x01, 0x03, 'H', 'e', 'l'}));
  EXPECT_EQ(bytes_of(last_text_fragment("lo")), (Bytes{0x80, 0x02, 'l', 'o'}));
}

TEST(Writer, writes_the_ping_of_the_specification) {
  EXPECT_EQ(bytes_of(ping_frame(as_bytes("Hello"))), (Bytes{0x89, 0x05, 'H', 'e', 'l', 'l', 'o'}));
}

TEST(Writer, a_close_frame_has_code_and_reason_or_nothing) {
  EXPECT_EQ(bytes_of(close_frame(4008, "slow")), (Bytes{0x88, 6, 0x0f, 0xa8, 's', 'l', 'o', 'w'}));
  EXPECT_EQ(bytes_of(close_frame(close_no_code)), (Bytes{0x88, 0}));
}

TEST(Writer, a_long_reason_is_cut_between_characters) {
  std::string reason;
  for (int i = 0; i < 100; ++i) reason += "讲";  // 3 bytes each; 123 is divisible, so shift by one
  const Bytes frame = bytes_of(close_frame(4001, "x" + reason));
  EXPECT_EQ(frame[1], 2 + 1 + 120);
  EXPECT_TRUE(is_utf8(ByteView(frame).subspan(4)));
}

TEST(Handshake, answers_the_key_of_the_specification) {
  EXPECT_EQ(handshake_accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(Handshake, a_key_is_sixteen_bytes) {
  EXPECT_TRUE(is_handshake_key("dGhlIHNhbXBsZSBub25jZQ=="));
  EXPECT_TRUE(is_handshake_key(handshake_key(Bytes(16, 0xff))));
  EXPECT_FALSE(is_handshake_key(""));
  EXPECT_FALSE(is_handshake_key("dGhlIHNhbXBsZSBub25jZQ="));
  EXPECT_FALSE(is_handshake_key("dGhlIHNhbXBsZSBub25j\r\n=="));
  EXPECT_FALSE(is_handshake_key("dGhlIHNhbXBsZSBub25jZQAA"));
}

TEST(Utf8, accepts_every_plane_and_refuses_what_rfc_3629_forbids) {
  for (const char* good : {"", "a", "é", "讲", "😀", "\xf4\x8f\xbf\xbf"})
    EXPECT_TRUE(is_utf8(as_bytes(good))) << good;
  for (const char* bad : {"\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8",
                          "\xe8\xae", "\xe8\x2e\xae"})
    EXPECT_FALSE(is_utf8(as_bytes(bad)));
}

}  // namespace
}  // namespace lyceum::ws
