#include "media/in/rtmp/demux_record.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

struct Audio : testing::Test {
  Result<void> send(Bytes body, std::uint32_t ms) {
    return demuxer.on_audio(SharedBytes(std::move(body)), ms, Mono(), record);
  }
  const Frame& last() const { return *record.frames.back(); }

  RtmpDemuxer demuxer;
  DemuxRecord record;
};

TEST_F(Audio, aac_starts_at_once_without_a_picture) {
  ASSERT_TRUE(send({0xAF, 0, 0x11, 0x90}, 0));  // AAC-LC, 48 kHz, stereo
  ASSERT_TRUE(send({0xAF, 1, 7, 8}, 23));
  ASSERT_TRUE(send({0xAF, 1, 9}, 44));
  ASSERT_EQ(record.frames.size(), 2U);
  EXPECT_EQ(record.frames[0]->dts, MediaMillis(23));
  EXPECT_EQ(record.frames[1]->dts, MediaMicros(23'000 + 21'333));  // counted, not rounded
  EXPECT_EQ(record.frames[1]->pts, record.frames[1]->dts);
  EXPECT_TRUE(last().key);
  EXPECT_EQ(last().config->rfc6381, "mp4a.40.2");
  EXPECT_EQ(last().config->sample_rate, 48'000U);
  EXPECT_EQ(last().config->channels, 2U);
  EXPECT_EQ(copy(last().config->decoder_config), (Bytes{0x11, 0x90}));
  EXPECT_EQ(copy(record.frames[0]->payload), (Bytes{7, 8}));
}

TEST_F(Audio, the_same_configuration_again_changes_nothing_and_another_one_does) {
  for (const std::uint8_t second : {std::uint8_t{0x90}, std::uint8_t{0x90}, std::uint8_t{0x88}}) {
    ASSERT_TRUE(send({0xAF, 0, 0x11, second}, 0));
    ASSERT_TRUE(send({0xAF, 1, 7}, 0));
  }
  EXPECT_EQ(record.frames[0]->config, record.frames[1]->config);
  EXPECT_NE(record.frames[1]->config, record.frames[2]->config);
  EXPECT_EQ(record.frames[2]->config->channels, 1U);
}

TEST_F(Audio, opus_tells_its_own_durations) {
  ASSERT_TRUE(send({0x90, 'O', 'p', 'u',  's', 'O',  'p',  'u', 's', 'H', 'e', 'a',
                    'd',  1,   2,   0x38, 1,   0x80, 0xBB, 0,   0,   0,   0,   0},
                   0));
  for (const std::uint8_t toc :
       {std::uint8_t{0xFC}, std::uint8_t{0xFD}, std::uint8_t{0xFC}})  // 20, 40, 20 ms
    ASSERT_TRUE(
        send({0x91, 'O', 'p', 'u', 's', toc, 1}, static_cast<std::uint32_t>(record.frames.size() * 25)));
  EXPECT_EQ(record.frames[1]->dts, MediaMillis(20));
  EXPECT_EQ(record.frames[2]->dts, MediaMillis(60));
  EXPECT_EQ(last().config->codec, Codec::opus);
  EXPECT_EQ(copy(last().config->decoder_config), (Bytes{0, 2, 1, 0x38, 0, 0, 0xBB, 0x80, 0, 0, 0}));
}

TEST_F(Audio, opus_without_a_header_is_understood) {
  ASSERT_TRUE(send({0x91, 'O', 'p', 'u', 's', 0xFC, 1}, 0));
  EXPECT_EQ(last().config->channels, 2U);
  EXPECT_EQ(last().config->rfc6381, "opus");
}

TEST_F(Audio, he_aac_is_carried_and_said) {
  ASSERT_TRUE(send({0xAF, 0, 0x2B, 0x11, 0x88, 0x00}, 0));
  ASSERT_TRUE(send({0xAF, 1, 7}, 0));
  ASSERT_TRUE(send({0xAF, 1, 7}, 43));
  EXPECT_EQ(record.problems, (std::vector<std::string>{"audio_he_aac"}));
  EXPECT_EQ(last().config->rfc6381, "mp4a.40.5");
  EXPECT_EQ(last().dts, MediaMicros(42'666));  // 1,024 samples of the 24 kHz core
}

TEST_F(Audio, mp3_and_others_are_said_once_and_left_out) {
  ASSERT_TRUE(send({0x2F, 0xFF, 0xFB}, 0));
  ASSERT_TRUE(send({0x2F, 0xFF, 0xFB}, 26));
  ASSERT_TRUE(send({0xB6, 1, 2}, 52));
  ASSERT_TRUE(send({0x91, 'f', 'L', 'a', 'C', 1}, 78));
  EXPECT_EQ(record.problems, (std::vector<std::string>{"audio_mp3", "audio_codec"}));
  EXPECT_TRUE(record.frames.empty());
}

TEST_F(Audio, aac_without_a_configuration_is_counted_and_left_out) {
  ASSERT_TRUE(send({0xAF, 1, 7}, 0));
  EXPECT_EQ(demuxer.counters().without_config, 1U);
}

TEST_F(Audio, empty_messages_are_nothing) {
  ASSERT_TRUE(send({}, 0));
  ASSERT_TRUE(send({0xAF, 0}, 0));
  ASSERT_TRUE(send({0xAF, 1}, 0));
  EXPECT_TRUE(record.frames.empty());
}

TEST_F(Audio, broken_opus_packets_are_counted_and_left_out) {
  ASSERT_TRUE(send({0x91, 'O', 'p', 'u', 's', 0xFC, 1}, 0));
  ASSERT_TRUE(send({0x91, 'O', 'p', 'u', 's', 0xFF, 0}, 20));
  EXPECT_EQ(demuxer.counters().broken, 1U);
}

// Inputs that must be refused.

TEST_F(Audio, broken_configurations_end_it) {
  EXPECT_FALSE(send({0xAF, 0, 0x11}, 0));
  EXPECT_FALSE(send({0x90, 'O', 'p', 'u', 's', 1, 2, 3}, 0));
  EXPECT_FALSE(send({0xAF}, 0));
}

}  // namespace
}  // namespace lyceum::media
