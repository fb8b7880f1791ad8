#include "wire/avc/bit_reader.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

TEST(BitReader, reads_fields_and_exp_golomb_codes) {
  // 101 | 1 | 010 | 011 | 00100 | 1 …: bits, then codes 0, 1, 2, 3, 0
  const Bytes bytes{0b10110100, 0b11001001};
  BitReader in(bytes);
  EXPECT_EQ(in.bits(3), 5U);
  EXPECT_EQ(in.ue(), 0U);
  EXPECT_EQ(in.ue(), 1U);
  EXPECT_EQ(in.ue(), 2U);
  EXPECT_EQ(in.ue(), 3U);
  EXPECT_EQ(in.ue(), 0U);
  EXPECT_FALSE(in.failed());
  EXPECT_EQ(in.left(), 0U);
}

TEST(BitReader, signed_codes_alternate) {
  const Bytes bytes{0b01001100, 0b10000101};  // 010 011 00100 00101: +1 -1 +2 -2
  BitReader in(bytes);
  EXPECT_EQ(in.se(), 1);
  EXPECT_EQ(in.se(), -1);
  EXPECT_EQ(in.se(), 2);
  EXPECT_EQ(in.se(), -2);
}

TEST(BitReader, unescape_takes_out_emulation_prevention_only) {
  EXPECT_EQ(unescape(Bytes{1, 0, 0, 3, 1, 0, 0, 3, 0, 0, 3, 3}), (Bytes{1, 0, 0, 1, 0, 0, 0, 0, 3}));
  EXPECT_EQ(unescape(Bytes{0, 3, 0, 0, 2}), (Bytes{0, 3, 0, 0, 2}));
}

// Inputs that must be refused.

TEST(BitReaderRefused, reading_past_the_end_fails_for_good) {
  const Bytes bytes{0xFF};
  BitReader in(bytes);
  EXPECT_EQ(in.bits(9), 0U);
  EXPECT_TRUE(in.failed());
  EXPECT_EQ(in.bits(1), 0U);
  BitReader skipping(bytes);
  skipping.skip(9);
  EXPECT_TRUE(skipping.failed());
}

TEST(BitReaderRefused, an_exp_golomb_code_of_more_than_32_zeros) {
  const Bytes zeros(9, 0);
  BitReader in(zeros);
  EXPECT_EQ(in.ue(), 0U);
  EXPECT_TRUE(in.failed());
}

}  // namespace
}  // namespace lyceum::avc
