#include "wire/avc/h264.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

// From x264 as ffmpeg runs it: High@3.1, 1280×720, B-frames.
const Bytes high{
    0x01, 0x64, 0x00, 0x1F,  // version, profile 100, compatibility, level 31
    0xFF,                    // lengths of 4 bytes
    0xE1, 0x00, 0x1A,        // one SPS of 26 bytes
    0x67, 0x64, 0x00, 0x1F, 0xAC, 0xD9, 0x40, 0x50, 0x05, 0xBB, 0x01, 0x10, 0x00, 0x00, 0x03,
    0x00, 0x10, 0x00, 0x00, 0x03, 0x03, 0xC0, 0xF1, 0x83, 0x19, 0x60, 0x01, 0x00, 0x06,  // one PPS of 6 bytes
    0x68, 0xEB, 0xE3, 0xCB, 0x22, 0xC0, 0xFD, 0xF8, 0xF8, 0x00};  // chroma format, bit depths, no SPS
                                                                  // extensions
// Constrained Baseline@3.0, 640×360.
const Bytes baseline{0x01, 0x42, 0xC0, 0x1E, 0xFF, 0xE1, 0x00, 0x19, 0x67, 0x42, 0xC0, 0x1E, 0xD9, 0x00,
                     0xA0, 0x2F, 0xF9, 0x70, 0x11, 0x00, 0x00, 0x03, 0x00, 0x01, 0x00, 0x00, 0x03, 0x00,
                     0x3C, 0x0F, 0x16, 0x2E, 0x48, 0x01, 0x00, 0x05, 0x68, 0xCB, 0x83, 0xCB, 0x20};
// High 10@4.0, 1920×1080 (cropped from 1088), 10 bit.
const Bytes high_10{0x01, 0x6E, 0x00, 0x28, 0xFF, 0xE1, 0x00, 0x1B, 0x67, 0x6E, 0x00, 0x28,
                    0xA6, 0xCB, 0x40, 0x3C, 0x01, 0x13, 0xF2, 0xE0, 0x22, 0x00, 0x00, 0x03,
                    0x00, 0x02, 0x00, 0x00, 0x03, 0x00, 0x78, 0x1E, 0x30, 0x65, 0x40, 0x01,
                    0x00, 0x04, 0x68, 0xCE, 0x0F, 0xC8, 0xFD, 0xFA, 0xFA, 0x00};

TEST(H264Config, reads_high_profile_with_b_frames) {
  const H264Config config = read_h264_config(high).value();
  EXPECT_EQ(config.rfc6381, "avc1.64001f");
  EXPECT_EQ(config.nal_length_size, 4U);
  EXPECT_EQ(config.sps.width, 1280U);
  EXPECT_EQ(config.sps.height, 720U);
  EXPECT_EQ(config.sps.bit_depth, 8U);
  EXPECT_EQ(config.sps.reorder_frames, 2U);
}

TEST(H264Config, baseline_has_no_b_frames) {
  const H264Config config = read_h264_config(baseline).value();
  EXPECT_EQ(config.rfc6381, "avc1.42c01e");
  EXPECT_EQ(config.sps.width, 640U);
  EXPECT_EQ(config.sps.height, 360U);
  EXPECT_EQ(config.sps.reorder_frames, 0U);
}

TEST(H264Config, reads_cropping_and_ten_bits) {
  const H264Config config = read_h264_config(high_10).value();
  EXPECT_EQ(config.sps.width, 1920U);
  EXPECT_EQ(config.sps.height, 1080U);
  EXPECT_EQ(config.sps.bit_depth, 10U);
  EXPECT_EQ(config.sps.profile, 110U);
}

TEST(H264Config, lengths_are_rewritten_to_four_bytes) {
  Bytes two = high;
  two[4] = 0xFD;
  EXPECT_EQ(read_h264_config(two)->nal_length_size, 2U);
  EXPECT_EQ(with_four_byte_lengths_h264(two), high);
}

TEST(H264Config, a_damaged_vui_is_overlooked) {
  Bytes cut(high.begin() + 8, high.begin() + 8 + 12);  // the SPS up to the beginning of its VUI
  const auto sps = read_h264_sps(cut);
  ASSERT_TRUE(sps);
  EXPECT_EQ(sps->width, 1280U);
  EXPECT_FALSE(sps->reorder_frames);
}

// Inputs that must be refused.

TEST(H264ConfigRefused, truncated_at_every_byte) {
  for (std::size_t size = 0; size < high.size() - 4; ++size)
    EXPECT_FALSE(read_h264_config(ByteView(high).first(size))) << size;
}

TEST(H264ConfigRefused, other_versions_and_three_byte_lengths) {
  Bytes bytes = high;
  bytes[0] = 2;
  EXPECT_FALSE(read_h264_config(bytes));
  bytes = high;
  bytes[4] = 0xFE;
  EXPECT_FALSE(read_h264_config(bytes));
}

TEST(H264ConfigRefused, missing_parameter_sets) {
  EXPECT_FALSE(read_h264_config(Bytes{1, 0x64, 0, 0x1F, 0xFF, 0xE0, 0}));
  EXPECT_FALSE(read_h264_config(Bytes{1, 0x64, 0, 0x1F, 0xFF, 0xE1, 0, 0, 0}));
}

TEST(H264ConfigRefused, a_picture_without_size_or_beyond_reason) {
  // Baseline SPS: header, profile, constraints, level, then Exp-Golomb fields, with a width of 2^31
  // macroblocks.
  EXPECT_FALSE(read_h264_sps(
      Bytes{0x67, 66, 0, 30, 0b11110101, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x05, 0x80}));
  EXPECT_FALSE(read_h264_sps(Bytes{0x68, 66, 0, 30}));
  EXPECT_FALSE(read_h264_sps(Bytes{}));
}

TEST(H264ConfigRefused, a_scaling_list_with_huge_steps) {  // found by fuzzing: the sum overflowed
  EXPECT_FALSE(read_h264_sps(Bytes{0x67, 0x64, 0x08, 0x67, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF,
                                   0xFF, 0xFF, 0x50, 0xFF, 0xFF, 0x08, 0x00, 0x00, 0x00, 0x00,
                                   0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xB7, 0xFF}));
}

}  // namespace
}  // namespace lyceum::avc
