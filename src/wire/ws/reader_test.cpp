#include "wire/ws/reader.hpp"

#include "wire/ws/writer.hpp"

#include <gtest/gtest.h>

namespace lyceum::ws {
namespace {

constexpr std::array<std::uint8_t, 4> mask{0x37, 0xfa, 0x21, 0x3d};

struct Read {
  std::vector<Message> messages;
  std::optional<Violation> violation;
};

// Feeds the bytes in pieces of `step`.
Read read_all(ByteView bytes, Role role, ReaderLimits limits = {}, std::size_t step = 1 << 20) {
  FrameReader reader(role, limits);
  Read out;
  while (!bytes.empty()) {
    ByteView piece = bytes.first(std::min(step, bytes.size()));
    bytes = bytes.subspan(piece.size());
    for (;;) {
      auto message = reader.next(piece);
      if (!message) {
        out.violation = message.error();
        return out;
      }
      if (!*message) break;
      out.messages.push_back(std::move(**message));
    }
  }
  return out;
}

CloseCode refused(const Bytes& bytes, Role role = Role::server, ReaderLimits limits = {}) {
  const Read read = read_all(bytes, role, limits);
  return read.violation ? read.violation->code : 0;
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Bytes not_final(Bytes frame) {
  frame[0] &= 0x7f;
  return frame;
}

TEST(FrameReader, reads_the_masked_hello_of_the_specification) {
  const Bytes hello{0x81, 0x85,              // FIN, text; masked, 5 bytes
                    0x37, 0xfa, 0x21, 0x3d,  // mask
                    0x7f, 0x9f, 0x4d, 0x51, 0x58};
  const Read read = read_all(hello, Role::server);
  ASSERT_EQ(read.messages.size(), 1U);
  EXPECT_EQ(read.messages[0].opcode, Opcode::text);
  EXPECT_EQ(as_text(read.messages[0].payload), "Hello");
}

TEST(FrameReader, what_was_written_is_read_at_every_length_form_and_every_cut) {
  for (const std::size_t size : {0, 1, 125, 126, 65'535, 65'536}) {
    const std::string text(size, 'x');
    const Bytes client = masked_frame(Opcode::text, as_bytes(text), mask);
    const SharedBytes server = text_frame(text);
    for (const std::size_t step : {1, 7, 1 << 20}) {
      const ReaderLimits limits{.message_max = 70'000};
      const Read up = read_all(client, Role::server, limits, step);
      const Read down = read_all(server.view(), Role::client, limits, step);
      ASSERT_EQ(up.messages.size(), 1U) << size;
      ASSERT_EQ(down.messages.size(), 1U) << size;
      EXPECT_EQ(as_text(up.messages[0].payload), text);
      EXPECT_EQ(as_text(down.messages[0].payload), text);
    }
  }
}

TEST(FrameReader, fragments_become_one_message_and_a_ping_may_come_between) {
  const Bytes bytes = joined({not_final(masked_frame(Opcode::text, as_bytes("Ly"), mask)),
                              masked_frame(Opcode::ping, as_bytes("?"), mask),
                              not_final(masked_frame(Opcode::continuation, {}, mask)),  // zero length
                              masked_frame(Opcode::continuation, as_bytes("ceum"), mask),
                              masked_frame(Opcode::pong, {}, mask)});  // unsolicited, allowed (§5.5.3)
  for (const std::size_t step : {1, 5, 1000}) {
    const Read read = read_all(bytes, Role::server, {}, step);
    ASSERT_EQ(read.messages.size(), 3U);
    EXPECT_EQ(read.messages[0].opcode, Opcode::ping);
    EXPECT_EQ(as_text(read.messages[1].payload), "Lyceum");
    EXPECT_EQ(read.messages[1].opcode, Opcode::text);
    EXPECT_EQ(read.messages[2].opcode, Opcode::pong);
  }
}

TEST(FrameReader, a_character_may_be_cut_by_a_fragment) {
  const std::string text = "讲";
  const Bytes bytes = joined({not_final(masked_frame(Opcode::text, as_bytes(text.substr(0, 1)), mask)),
                              masked_frame(Opcode::continuation, as_bytes(text.substr(1)), mask)});
  const Read read = read_all(bytes, Role::server);
  ASSERT_EQ(read.messages.size(), 1U);
  EXPECT_EQ(as_text(read.messages[0].payload), text);
}

// Refused.

TEST(FrameReader, refuses_a_length_of_two_to_the_63_before_any_payload) {
  EXPECT_EQ(refused({0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}), close_protocol_error);
  EXPECT_EQ(refused({0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4}), close_too_big);
}

TEST(FrameReader, refuses_lengths_not_in_their_shortest_form) {
  EXPECT_EQ(refused({0x81, 0xfe, 0x00, 0x7d, 1, 2, 3, 4}), close_protocol_error);
  EXPECT_EQ(refused({0x81, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4}), close_protocol_error);
}

TEST(FrameReader, refuses_wrong_masking) {
  EXPECT_EQ(refused({0x81, 0x01, 'x'}), close_protocol_error);
  EXPECT_EQ(refused(masked_frame(Opcode::text, as_bytes("x"), mask), Role::client), close_protocol_error);
}

TEST(FrameReader, refuses_reserved_bits_and_opcodes) {
  EXPECT_EQ(refused({0xC1, 0x80, 1, 2, 3, 4}), close_protocol_error);  // RSV1 without permessage-deflate
  for (const std::uint8_t opcode : {0x3, 0x7, 0xB, 0xF})
    EXPECT_EQ(refused({static_cast<std::uint8_t>(0x80 | opcode), 0x80, 1, 2, 3, 4}), close_protocol_error);
}

TEST(FrameReader, refuses_long_and_fragmented_control_frames) {
  EXPECT_EQ(refused({0x89, 0xfe, 0x00, 0x7e, 1, 2, 3, 4}), close_protocol_error);
  EXPECT_EQ(refused({0x09, 0x80, 1, 2, 3, 4}), close_protocol_error);
}

TEST(FrameReader, refuses_disordered_fragments) {
  EXPECT_EQ(refused(masked_frame(Opcode::continuation, as_bytes("x"), mask)), close_protocol_error);
  EXPECT_EQ(refused(joined(
                {not_final(masked_frame(Opcode::text, {}, mask)), masked_frame(Opcode::text, {}, mask)})),
            close_protocol_error);
}

TEST(FrameReader, bounds_messages_and_fragments) {
  const ReaderLimits limits{.message_max = 10, .fragments_max = 3};
  const Bytes six = not_final(masked_frame(Opcode::text, as_bytes("123456"), mask));
  const Bytes five = masked_frame(Opcode::continuation, as_bytes("12345"), mask);
  EXPECT_EQ(refused(joined({six, five}), Role::server, limits), close_too_big);
  const Bytes first = not_final(masked_frame(Opcode::text, {}, mask));
  const Bytes more = not_final(masked_frame(Opcode::continuation, {}, mask));
  EXPECT_EQ(refused(joined({first, more, more}), Role::server, limits), 0);
  EXPECT_EQ(refused(joined({first, more, more, more}), Role::server, limits), close_too_big);
}

TEST(FrameReader, refuses_text_that_is_not_utf8) {
  const Bytes bad{0xff};
  EXPECT_EQ(refused(masked_frame(Opcode::text, bad, mask)), close_bad_text);
  EXPECT_EQ(refused(masked_frame(Opcode::binary, bad, mask)), 0);
}

TEST(ReadClose, tells_code_and_reason) {
  EXPECT_EQ(read_close({})->code, close_no_code);
  const Bytes over{0x0f, 0xa8, 's', 'l', 'o', 'w'};  // 4008
  EXPECT_EQ(read_close(over)->code, 4008);
  EXPECT_EQ(read_close(over)->text, "slow");
}

TEST(ReadClose, refuses_half_a_code_and_codes_that_nobody_sends) {
  EXPECT_FALSE(read_close(Bytes{0x03}));
  for (const CloseCode code : {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
    EXPECT_FALSE(read_close(Bytes{static_cast<std::uint8_t>(code >> 8), static_cast<std::uint8_t>(code)}))
        << code;
  EXPECT_EQ(read_close(Bytes{0x03, 0xe8, 0xff}).error().code, close_bad_text);
}

}  // namespace
}  // namespace lyceum::ws
