#include "wire/fmp4/fragment.hpp"

#include "wire/fmp4/box_reader.hpp"
#include "wire/fmp4/fragment_reader.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace lyceum::fmp4 {
namespace {

const Bytes key_payload = {0, 0, 0, 2, 0x65, 0x11};
const Bytes delta_payload = {0, 0, 0, 1, 0x41};

TEST(Fragment, is_these_bytes) {
  const Sample sample{.duration = 3000, .composition_offset = -2, .sync = true, .payload = delta_payload};
  const Bytes bytes = write_fragment(
      {.sequence = 7, .track_id = 1, .base_decode_time = 0x1'0000'0000, .samples = {&sample, 1}});
  const Bytes expected = {
      0,    0,    0,    104,  'm', 'o', 'o', 'f',                          //
      0,    0,    0,    16,   'm', 'f', 'h', 'd', 0, 0, 0,    0,           //
      0,    0,    0,    7,                                                 // sequence
      0,    0,    0,    80,   't', 'r', 'a', 'f',                          //
      0,    0,    0,    16,   't', 'f', 'h', 'd', 0, 2, 0,    0,           // default-base-is-moof
      0,    0,    0,    1,                                                 // track
      0,    0,    0,    20,   't', 'f', 'd', 't', 1, 0, 0,    0,           // version 1
      0,    0,    0,    1,    0,   0,   0,   0,                            // 2^32 ticks
      0,    0,    0,    36,   't', 'r', 'u', 'n', 1, 0, 0x0f, 0x01,        // version 1: signed offsets
      0,    0,    0,    1,                                                 // one sample
      0,    0,    0,    112,                                               // data offset: moof + mdat's head
      0,    0,    0x0b, 0xb8,                                              // duration
      0,    0,    0,    5,                                                 // size
      2,    0,    0,    0,                                                 // sync
      0xff, 0xff, 0xff, 0xfe,                                              // composition offset -2
      0,    0,    0,    13,   'm', 'd', 'a', 't', 0, 0, 0,    1,    0x41,  //
  };
  EXPECT_EQ(bytes, expected);
}

TEST(Fragment, video_samples_read_back_as_written) {
  const Sample samples[] = {
      {.duration = 3000, .composition_offset = 6000, .sync = true, .payload = key_payload},
      {.duration = 3003, .composition_offset = -3000, .sync = false, .payload = delta_payload}};
  const Bytes bytes =
      write_fragment({.sequence = 1, .track_id = 3, .base_decode_time = 123, .samples = samples});
  const auto runs = read_fragment(bytes);
  ASSERT_TRUE(runs) << runs.error().detail;
  ASSERT_EQ(runs->size(), 1u);
  const ReadTrackRun& run = runs->front();
  EXPECT_EQ(run.track_id, 3u);
  EXPECT_EQ(run.base_decode_time, 123u);
  ASSERT_EQ(run.samples.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(run.samples[i].duration, samples[i].duration);
    EXPECT_EQ(run.samples[i].composition_offset, samples[i].composition_offset);
    EXPECT_EQ(run.samples[i].sync, samples[i].sync);
    EXPECT_TRUE(std::ranges::equal(run.samples[i].payload, samples[i].payload));
  }
}

TEST(Fragment, audio_samples_need_eight_bytes_each) {
  const Sample samples[] = {{.duration = 1024, .payload = delta_payload},
                            {.duration = 1024, .payload = key_payload}};
  const Fragment fragment{.track_id = 2, .base_decode_time = 48'000, .video = false, .samples = samples};
  const Bytes bytes = write_fragment(fragment);
  EXPECT_EQ(bytes.size(), 100u + 2 * 8 + delta_payload.size() + key_payload.size());
  EXPECT_EQ(bytes.capacity(), bytes.size()) << "the size is known before the first byte is written";
  const auto runs = read_fragment(bytes);
  ASSERT_TRUE(runs) << runs.error().detail;
  ASSERT_EQ(runs->front().samples.size(), 2u);
  EXPECT_TRUE(runs->front().samples[1].sync);
  EXPECT_TRUE(std::ranges::equal(runs->front().samples[1].payload, key_payload));
}

// Refused.

TEST(Fragment, every_truncation_is_refused) {
  const Sample sample{.duration = 1, .payload = key_payload};
  const Bytes bytes = write_fragment({.samples = {&sample, 1}});
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_FALSE(read_fragment(ByteView(bytes).first(length))) << length;
}

TEST(Fragment, a_sample_count_without_samples_is_refused) {
  const Sample sample{.duration = 1, .payload = key_payload};
  Bytes bytes = write_fragment({.samples = {&sample, 1}});
  bytes[80] = 0xff;  // trun: sample_count's first byte
  EXPECT_FALSE(read_fragment(bytes));
  bytes[80] = 0;
  bytes[82] = 1;  // 257 samples, one there
  EXPECT_FALSE(read_fragment(bytes));
}

}  // namespace
}  // namespace lyceum::fmp4
