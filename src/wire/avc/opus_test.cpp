#include "wire/avc/opus.hpp"

#include <gtest/gtest.h>

namespace lyceum::avc {
namespace {

const Bytes head{'O',  'p',  'u', 's', 'H', 'e', 'a', 'd', 1,  // magic, version
                 2,                                            // channels
                 0x38, 0x01,                                   // pre-skip 312, little-endian
                 0x80, 0xBB, 0,   0,                           // input rate 48,000
                 0,    0,    0};                               // gain, mapping family

TEST(OpusConfig, becomes_the_body_of_dops) {
  const OpusConfig config = read_opus_config(head).value();
  EXPECT_EQ(config.channels, 2U);
  EXPECT_EQ(config.dops, (Bytes{0, 2, 0x01, 0x38, 0, 0, 0xBB, 0x80, 0, 0, 0}));
  EXPECT_EQ(default_opus_config(2).dops, config.dops);
}

TEST(OpusConfig, keeps_the_mapping_of_surround) {
  Bytes surround = head;
  surround[9] = 3;
  surround[18] = 1;
  surround.insert(surround.end(), {2, 1, 0, 2, 1});
  EXPECT_EQ(read_opus_config(surround)->dops.size(), 11U + 5);
}

TEST(OpusConfig, becomes_the_header_again) {
  EXPECT_EQ(opus_header(read_opus_config(head)->dops), head);
  Bytes surround = head;
  surround[9] = 3;
  surround[18] = 1;
  surround.insert(surround.end(), {2, 1, 0, 2, 1});
  EXPECT_EQ(opus_header(read_opus_config(surround)->dops), surround);
  EXPECT_TRUE(opus_header(Bytes(10)).empty());
}

TEST(OpusPacket, tells_its_duration) {
  EXPECT_EQ(opus_samples(Bytes{0xFC}).value(), 960U);         // CELT 20 ms
  EXPECT_EQ(opus_samples(Bytes{0x80}).value(), 120U);         // CELT 2.5 ms
  EXPECT_EQ(opus_samples(Bytes{0x18}).value(), 2880U);        // SILK 60 ms
  EXPECT_EQ(opus_samples(Bytes{0x68}).value(), 960U);         // hybrid 20 ms
  EXPECT_EQ(opus_samples(Bytes{0xFD}).value(), 1920U);        // two frames
  EXPECT_EQ(opus_samples(Bytes{0xFF, 0x03}).value(), 2880U);  // three frames
  EXPECT_EQ(opus_channels(Bytes{0xFC}), 2U);
}

// Inputs that must be refused.

TEST(OpusRefused, truncated_headers_and_impossible_channels) {
  for (std::size_t size = 0; size < head.size(); ++size)
    EXPECT_FALSE(read_opus_config(ByteView(head).first(size)));
  Bytes bytes = head;
  bytes[9] = 3;
  EXPECT_FALSE(read_opus_config(bytes));
  bytes[0] = 'o';
  EXPECT_FALSE(read_opus_config(bytes));
}

TEST(OpusRefused, packets_that_are_empty_or_too_long) {
  EXPECT_FALSE(opus_samples(Bytes{}));
  EXPECT_FALSE(opus_samples(Bytes{0xFF}));
  EXPECT_FALSE(opus_samples(Bytes{0xFF, 0x00}));
  EXPECT_FALSE(opus_samples(Bytes{0xFF, 0x07}));
}

}  // namespace
}  // namespace lyceum::avc
