#include "wire/avc/h265.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

// From x265, Main@4.0, 1920×1080, without its SEI.
const Bytes main_1080p{
    0x01,                                // version
    0x01, 0x60, 0x00, 0x00, 0x00,        // profile Main, compatibility
    0x90, 0x00, 0x00, 0x00, 0x00, 0x00,  // constraints
    0x78,                                // level 120
    0xF0, 0x00, 0xFC, 0xFD, 0xF8, 0xF8, 0x00, 0x00,
    0x0F,  // one temporal layer, nested, lengths of 4 bytes
    0x03,  // arrays: VPS, SPS, PPS
    0xA0, 0x00, 0x01, 0x00, 0x18, 0x40, 0x01, 0x0C, 0x01, 0xFF, 0xFF, 0x01, 0x60, 0x00, 0x00, 0x03,
    0x00, 0x90, 0x00, 0x00, 0x03, 0x00, 0x00, 0x03, 0x00, 0x78, 0x95, 0x98, 0x09,  //
    0xA1, 0x00, 0x01, 0x00, 0x2A, 0x42, 0x01, 0x01, 0x01, 0x60, 0x00, 0x00, 0x03, 0x00, 0x90, 0x00,
    0x00, 0x03, 0x00, 0x00, 0x03, 0x00, 0x78, 0xA0, 0x03, 0xC0, 0x80, 0x10, 0xE5, 0x96, 0x56, 0x69,
    0x24, 0xCA, 0xF0, 0x16, 0x80, 0x80, 0x00, 0x00, 0x03, 0x00, 0x80, 0x00, 0x00, 0x0F, 0x04,  //
    0xA2, 0x00, 0x01, 0x00, 0x07, 0x44, 0x01, 0xC1, 0x72, 0xB4, 0x62, 0x40};
// The SPS of Main 10, 640×360.
const Bytes sps_10_bit{0x42, 0x01, 0x01, 0x02, 0x20, 0x00, 0x00, 0x03, 0x00, 0x90, 0x00,
                       0x00, 0x03, 0x00, 0x00, 0x03, 0x00, 0x3F, 0xA0, 0x05, 0x02, 0x01,
                       0x69, 0x36, 0x59, 0x59, 0xA4, 0x93, 0x2B, 0xC0, 0x5A, 0x02, 0x00,
                       0x00, 0x03, 0x00, 0x02, 0x00, 0x00, 0x03, 0x00, 0x3C, 0x10};

TEST(H265Config, reads_size_profile_and_reordering) {
  const H265Config config = read_h265_config(main_1080p).value();
  EXPECT_EQ(config.rfc6381, "hvc1.1.6.L120.90");
  EXPECT_EQ(config.nal_length_size, 4U);
  EXPECT_EQ(config.sps.width, 1920U);
  EXPECT_EQ(config.sps.height, 1080U);
  EXPECT_EQ(config.sps.bit_depth, 8U);
  EXPECT_EQ(config.sps.reorder_frames, 2U);
}

TEST(H265Config, reads_ten_bits) {
  const H265Sps sps = read_h265_sps(sps_10_bit).value();
  EXPECT_EQ(sps.width, 640U);
  EXPECT_EQ(sps.height, 360U);
  EXPECT_EQ(sps.bit_depth, 10U);
}

TEST(H265Config, lengths_are_rewritten_to_four_bytes) {
  Bytes one = main_1080p;
  one[21] = 0x0C;
  EXPECT_EQ(read_h265_config(one)->nal_length_size, 1U);
  EXPECT_EQ(with_four_byte_lengths_h265(one), main_1080p);
}

TEST(H265Config, random_access_units_are_known) {
  EXPECT_TRUE(is_h265_random_access(Bytes{19 << 1, 1}));   // IDR_W_RADL
  EXPECT_TRUE(is_h265_random_access(Bytes{21 << 1, 1}));   // CRA
  EXPECT_FALSE(is_h265_random_access(Bytes{1 << 1, 1}));   // TRAIL_R
  EXPECT_FALSE(is_h265_random_access(Bytes{33 << 1, 1}));  // SPS
}

// Inputs that must be refused.

TEST(H265ConfigRefused, truncated_at_every_byte) {
  for (std::size_t size = 0; size < main_1080p.size(); ++size)
    EXPECT_FALSE(read_h265_config(ByteView(main_1080p).first(size))) << size;
}

TEST(H265ConfigRefused, other_versions_lengths_of_three_and_missing_sets) {
  Bytes bytes = main_1080p;
  bytes[0] = 0;
  EXPECT_FALSE(read_h265_config(bytes));
  bytes = main_1080p;
  bytes[21] = 0x0E;
  EXPECT_FALSE(read_h265_config(bytes));
  bytes = main_1080p;
  bytes[22] = 2;
  EXPECT_FALSE(read_h265_config(bytes));
}

TEST(H265ConfigRefused, an_sps_that_is_none_or_cut) {
  EXPECT_FALSE(read_h265_sps(Bytes{0x44, 0x01, 0, 0}));
  EXPECT_FALSE(read_h265_sps(ByteView(sps_10_bit).first(20)));
  EXPECT_FALSE(read_h265_sps(Bytes{0x42, 0x01, 0xFF, 0xFF}));  // 8 sub-layers
}

}  // namespace
}  // namespace lyceum::avc
