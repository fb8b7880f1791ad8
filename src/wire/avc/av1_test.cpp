#include "wire/avc/av1.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

// From SVT-AV1, Main, level 2.1, 640×360.
const Bytes record{0x81, 0x01, 0x0C, 0x00,  // marker and version, profile and level, 4:2:0, no delay
                   0x0A, 0x0B,              // sequence header OBU of 11 bytes
                   0x00, 0x00, 0x00, 0x0C, 0xC4, 0xFF, 0x67, 0x00, 0xBE, 0x00, 0x10};

TEST(Av1Config, reads_profile_level_and_size) {
  const Av1Config config = read_av1_config(record).value();
  EXPECT_EQ(config.rfc6381, "av01.0.01M.08");
  EXPECT_EQ(config.width, 640U);
  EXPECT_EQ(config.height, 360U);
}

TEST(Av1Config, bit_depth_and_tier_are_in_the_flags) {
  EXPECT_EQ(read_av1_config(Bytes{0x81, 0x08, 0x4C, 0})->rfc6381, "av01.0.08M.10");
  EXPECT_EQ(read_av1_config(Bytes{0x81, 0x4C, 0xEC, 0})->rfc6381, "av01.2.12H.12");
}

TEST(Av1Config, the_sequence_header_may_be_missing) {
  EXPECT_EQ(read_av1_config(Bytes{0x81, 1, 0x0C, 0})->width, 0U);
}

// Inputs that must be refused.

TEST(Av1ConfigRefused, truncated_and_foreign_records) {
  for (std::size_t size = 0; size < record.size(); ++size)
    EXPECT_EQ(read_av1_config(ByteView(record).first(size)).has_value(), size == 4) << size;
  EXPECT_FALSE(read_av1_config(Bytes{0x01, 1, 0x0C, 0}));
  EXPECT_FALSE(
      read_av1_config(Bytes{0x81, 1, 0x0C, 0, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}));
  EXPECT_FALSE(read_av1_config(Bytes{0x81, 1, 0x0C, 0, 0x0A, 0x02, 0x00, 0x00}));
}

}  // namespace
}  // namespace lyceum::avc
