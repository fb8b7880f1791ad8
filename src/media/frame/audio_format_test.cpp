#include "media/frame/audio_format.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

TrackConfig aac(Bytes audio_specific_config) {
  TrackConfig config;
  config.kind = TrackKind::audio;
  config.codec = Codec::aac;
  config.decoder_config = SharedBytes(std::move(audio_specific_config));
  return config;
}

TEST(AudioFormat, aac_counts_at_its_core_rate) {
  EXPECT_EQ(audio_clock_rate(aac({0x12, 0x10})), 44'100u);  // LC, index 4, stereo
  EXPECT_EQ(audio_clock_rate(aac({0x11, 0x90})), 48'000u);  // LC, index 3, stereo
  EXPECT_EQ(audio_samples(aac({0x11, 0x90}), {}), 1024u);
  EXPECT_EQ(audio_samples(aac({0x11, 0x94}), {}), 960u);  // frameLengthFlag
}

TEST(AudioFormat, he_aac_counts_at_half_of_what_is_heard) {
  // object type 5 (SBR), index 6 (24 kHz), stereo, extension index 3 (48 kHz), object type 2: 00101 0110 0010
  // 0011 00010 000
  const TrackConfig he = aac({0x2b, 0x11, 0x88, 0x00});
  EXPECT_EQ(audio_clock_rate(he), 24'000u);
  EXPECT_EQ(audio_samples(he, {}), 1024u);
}

TEST(AudioFormat, a_rate_may_be_written_out) {
  // LC, index 15, then 24 bits: 44,100 = 0x00ac44
  EXPECT_EQ(audio_clock_rate(aac({0x17, 0x80, 0x56, 0x22, 0x10})), 44'100u);
}

TEST(AudioFormat, opus_tells_its_length_in_the_first_byte) {
  TrackConfig config;
  config.codec = Codec::opus;
  EXPECT_EQ(audio_clock_rate(config), 48'000u);
  EXPECT_EQ(audio_samples(config, Bytes{0xfc}), 960u);         // CELT, 20 ms, one frame
  EXPECT_EQ(audio_samples(config, Bytes{0xfd}), 1920u);        // two frames
  EXPECT_EQ(audio_samples(config, Bytes{0xff, 0x03}), 2880u);  // three frames: 60 ms
  EXPECT_EQ(audio_samples(config, Bytes{0x18}), 2880u);        // SILK, 60 ms
}

TEST(AudioFormat, what_cannot_be_read_still_has_a_length) {
  TrackConfig config = aac({});
  config.sample_rate = 44'100;
  EXPECT_EQ(audio_clock_rate(config), 44'100u);
  EXPECT_EQ(audio_clock_rate(aac({})), 48'000u);
  EXPECT_EQ(audio_clock_rate(aac({0x16, 0x90})), 48'000u) << "index 13 is reserved";
  EXPECT_EQ(audio_samples(config, {}), 1024u);
  config.codec = Codec::opus;
  EXPECT_EQ(audio_samples(config, {}), 960u);
  EXPECT_EQ(audio_samples(config, Bytes{0xff, 0x3f}), 960u) << "more than 120 ms is not Opus";
}

}  // namespace
}  // namespace lyceum::media
