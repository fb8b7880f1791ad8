#include "wire/avc/aac.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

TEST(AacConfig, reads_low_complexity_stereo) {
  // 00010 | 0011 | 0010 | 000: AAC-LC, 48 kHz, stereo, 1024 samples
  const AacConfig config = read_aac_config(Bytes{0x11, 0x90}).value();
  EXPECT_EQ(config.rfc6381, "mp4a.40.2");
  EXPECT_EQ(config.sample_rate, 48'000U);
  EXPECT_EQ(config.channels, 2U);
  EXPECT_EQ(config.samples_per_frame, 1024U);
  EXPECT_FALSE(config.sbr);
  EXPECT_EQ(read_aac_config(Bytes{0x12, 0x10})->sample_rate, 44'100U);
  EXPECT_EQ(read_aac_config(Bytes{0x12, 0x08})->channels, 1U);
}

TEST(AacConfig, reads_a_rate_written_out) {
  // 00010 | 1111 | 24-bit 12345 | 0001 | 000
  const AacConfig config = read_aac_config(Bytes{0x17, 0x80, 0x18, 0x1C, 0x88}).value();
  EXPECT_EQ(config.sample_rate, 12'345U);
  EXPECT_EQ(config.channels, 1U);
}

TEST(AacConfig, knows_he_aac_in_both_signallings) {
  // 00101 | 0110 | 0010 | 0011 | 00010 | 000: SBR over 24 kHz, output 48 kHz, core LC
  const AacConfig explicit_sbr = read_aac_config(Bytes{0x2B, 0x11, 0x88, 0x00}).value();
  EXPECT_TRUE(explicit_sbr.sbr);
  EXPECT_EQ(explicit_sbr.sample_rate, 24'000U);
  EXPECT_EQ(explicit_sbr.rfc6381, "mp4a.40.5");
  // 00010 0110 0010 000 | 0x2B7 (11) | 00101 | 1 | 0011 | 0x548 (11) | 1: LC, then the extension with PS
  const AacConfig overlooked = read_aac_config(Bytes{0x13, 0x10, 0x56, 0xE5, 0x9D, 0x48, 0x80}).value();
  EXPECT_TRUE(overlooked.sbr);
  EXPECT_TRUE(overlooked.ps);
  EXPECT_EQ(overlooked.rfc6381, "mp4a.40.29");
}

TEST(AacConfig, counts_the_channels_of_a_program) {
  // 00010 0011 0000 000 | tag 0000, type 01, rate 0011, front 1, side 0, back 0, lfe 1, …, one pair in front
  // 0000 01 0011 | 0001 0000 0000 01 000 0000 | 0 0 0 | 1 0000
  const AacConfig config = read_aac_config(Bytes{0x11, 0x80, 0x04, 0xC4, 0x01, 0x00, 0x20, 0x00}).value();
  EXPECT_EQ(config.channels, 3U);
}

// Inputs that must be refused.

TEST(AacConfigRefused, truncated_and_reserved) {
  EXPECT_FALSE(read_aac_config(Bytes{}));
  EXPECT_FALSE(read_aac_config(Bytes{0x11}));
  EXPECT_FALSE(read_aac_config(Bytes{0x16, 0x90}));  // rate index 13
  EXPECT_FALSE(read_aac_config(Bytes{0x11, 0x80}));  // layout 0 without a program
  EXPECT_FALSE(read_aac_config(Bytes{0x11, 0xC0}));  // layout 8
}

}  // namespace
}  // namespace lyceum::avc
