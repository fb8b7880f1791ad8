#include "wire/avc/nal.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

std::vector<Bytes> copies(const std::vector<ByteView>& nals) {
  std::vector<Bytes> all;
  for (const ByteView nal : nals) all.emplace_back(nal.begin(), nal.end());
  return all;
}

TEST(Nal, lengths_of_1_2_and_4_bytes_become_4) {
  const Bytes one{2, 0x65, 0xAA, 1, 0x41}, two{0, 2, 0x65, 0xAA, 0, 1, 0x41},
      four{0, 0, 0, 2, 0x65, 0xAA, 0, 0, 0, 1, 0x41};
  EXPECT_EQ(join_length_prefixed(*split_length_prefixed(one, 1)), four);
  EXPECT_EQ(join_length_prefixed(*split_length_prefixed(two, 2)), four);
  EXPECT_EQ(join_length_prefixed(*split_length_prefixed(four, 4)), four);
}

TEST(Nal, empty_units_are_left_out) { EXPECT_EQ(split_length_prefixed(Bytes{0, 0, 1, 7, 0}, 1)->size(), 1U); }

TEST(Nal, start_codes_of_both_lengths_are_found) {
  const Bytes unit{0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 0, 1, 0x65, 3};
  ASSERT_TRUE(starts_with_start_code(unit));
  EXPECT_EQ(copies(split_start_codes(unit)), (std::vector<Bytes>{{0x67, 1}, {0x68, 2}, {0x65, 3}}));
  EXPECT_FALSE(starts_with_start_code(Bytes{0, 0, 0, 2, 0x65, 0}));
  EXPECT_FALSE(starts_with_start_code(Bytes{0, 0}));
}

// Inputs that must be refused.

TEST(NalRefused, lengths_that_do_not_fit) {
  EXPECT_FALSE(split_length_prefixed(Bytes{0, 0, 0, 2, 0x65}, 4));
  EXPECT_FALSE(split_length_prefixed(Bytes{0, 0, 0}, 4));
  EXPECT_FALSE(split_length_prefixed(Bytes{0xFF, 0xFF, 0xFF, 0xFF, 0x65}, 4));
}

TEST(NalRefused, too_many_units) {
  Bytes unit;
  for (std::size_t i = 0; i <= nals_max; ++i) unit.insert(unit.end(), {1, 9});
  EXPECT_FALSE(split_length_prefixed(unit, 1));
  Bytes codes;
  for (std::size_t i = 0; i <= nals_max; ++i) codes.insert(codes.end(), {0, 0, 1, 9});
  EXPECT_EQ(split_start_codes(codes).size(), nals_max);
}

}  // namespace
}  // namespace lyceum::avc
