#include "media/in/rtmp/demux_record.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

// x264, High@3.1, 1280×720, two B-frames; and Constrained Baseline@3.0, 640×360 (annotated in
// wire/avc/h264_test.cpp).
const Bytes high{0x01, 0x64, 0x00, 0x1F, 0xFF, 0xE1, 0x00, 0x1A, 0x67, 0x64, 0x00, 0x1F,
                 0xAC, 0xD9, 0x40, 0x50, 0x05, 0xBB, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00,
                 0x10, 0x00, 0x00, 0x03, 0x03, 0xC0, 0xF1, 0x83, 0x19, 0x60, 0x01, 0x00,
                 0x06, 0x68, 0xEB, 0xE3, 0xCB, 0x22, 0xC0, 0xFD, 0xF8, 0xF8, 0x00};
const Bytes baseline{0x01, 0x42, 0xC0, 0x1E, 0xFF, 0xE1, 0x00, 0x19, 0x67, 0x42, 0xC0, 0x1E, 0xD9, 0x00,
                     0xA0, 0x2F, 0xF9, 0x70, 0x11, 0x00, 0x00, 0x03, 0x00, 0x01, 0x00, 0x00, 0x03, 0x00,
                     0x3C, 0x0F, 0x16, 0x2E, 0x48, 0x01, 0x00, 0x05, 0x68, 0xCB, 0x83, 0xCB, 0x20};
const Bytes high_10{0x01, 0x6E, 0x00, 0x28, 0xFF, 0xE1, 0x00, 0x1B, 0x67, 0x6E, 0x00, 0x28,
                    0xA6, 0xCB, 0x40, 0x3C, 0x01, 0x13, 0xF2, 0xE0, 0x22, 0x00, 0x00, 0x03,
                    0x00, 0x02, 0x00, 0x00, 0x03, 0x00, 0x78, 0x1E, 0x30, 0x65, 0x40, 0x01,
                    0x00, 0x04, 0x68, 0xCE, 0x0F, 0xC8, 0xFD, 0xFA, 0xFA, 0x00};
const Bytes av1{0x81, 0x01, 0x0C, 0x00, 0x0A, 0x0B, 0x00, 0x00, 0x00,
                0x0C, 0xC4, 0xFF, 0x67, 0x00, 0xBE, 0x00, 0x10};

const Bytes idr{0, 0, 0, 2, 0x65, 0x11};
const Bytes slice{0, 0, 0, 2, 0x41, 0x22};

struct Video : testing::Test {
  Result<void> send(Bytes head, const Bytes& body, std::uint32_t ms) {
    head.insert(head.end(), body.begin(), body.end());
    return demuxer.on_video(SharedBytes(std::move(head)), ms, Mono(), record);
  }
  Result<void> config(const Bytes& body) { return send({0x17, 0, 0, 0, 0}, body, 0); }
  Result<void> frame(const Bytes& body, std::uint32_t ms, std::uint8_t composition = 0) {
    return send({0x27, 1, 0, 0, composition}, body, ms);
  }
  const Frame& last() const { return *record.frames.back(); }

  RtmpDemuxer demuxer;
  DemuxRecord record;
};

TEST_F(Video, starts_at_once_and_shares_the_messages_bytes) {
  ASSERT_TRUE(config(high));
  Bytes message{0x17, 1, 0, 0, 66};
  message.insert(message.end(), idr.begin(), idr.end());
  const SharedBytes shared(message);
  ASSERT_TRUE(demuxer.on_video(shared, 100, Mono(seconds(5)), record));
  ASSERT_EQ(record.frames.size(), 1U);
  EXPECT_EQ(last().payload.data(), shared.data() + 5);
  EXPECT_EQ(last().dts, MediaMillis(100));
  EXPECT_EQ(last().pts, MediaMillis(166));
  EXPECT_EQ(last().arrived, Mono(seconds(5)));
  EXPECT_TRUE(last().key);
  EXPECT_EQ(last().config->codec, Codec::h264);
  EXPECT_EQ(last().config->rfc6381, "avc1.64001f");
  EXPECT_EQ(last().config->width, 1280U);
  EXPECT_EQ(last().config->height, 720U);
  EXPECT_TRUE(last().config->has_b_frames);
}

TEST_F(Video, the_same_configuration_again_changes_nothing) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame(idr, 0));
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame(slice, 33));
  EXPECT_EQ(record.frames[0]->config, record.frames[1]->config);
}

TEST_F(Video, another_configuration_in_the_middle_is_a_new_object) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame(idr, 0));
  ASSERT_TRUE(config(baseline));
  ASSERT_TRUE(frame(idr, 33));
  EXPECT_EQ(record.frames[0]->config->width, 1280U);
  EXPECT_EQ(record.frames[1]->config->width, 640U);
}

TEST_F(Video, b_frames_are_seen_by_composition_time_where_the_sps_is_silent) {
  Bytes silent(high.begin(), high.begin() + 20);  // the SPS ends where its VUI begins
  silent[7] = 12;                                 // its length
  silent.insert(silent.end(), high.begin() + 34, high.end());
  ASSERT_TRUE(config(silent));
  ASSERT_TRUE(frame(idr, 0, 66));
  EXPECT_TRUE(last().config->has_b_frames);
  ASSERT_TRUE(config(baseline));
  ASSERT_TRUE(frame(idr, 33, 0));
  EXPECT_FALSE(last().config->has_b_frames);
}

TEST_F(Video, composition_time_is_signed) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(send({0x27, 1, 0xFF, 0xFF, 0xDF}, slice, 100));
  EXPECT_EQ(last().pts, MediaMillis(67));
}

TEST_F(Video, lengths_of_one_and_two_bytes_become_four) {
  for (const std::uint8_t size : {std::uint8_t{1}, std::uint8_t{2}}) {
    Bytes record_bytes = high;
    record_bytes[4] = static_cast<std::uint8_t>(0xFC + size - 1);
    ASSERT_TRUE(config(record_bytes));
    Bytes unit(size, 0);
    unit.back() = 2;
    unit.insert(unit.end(), {0x65, 0x11});
    ASSERT_TRUE(frame(unit, size * 100U));
    EXPECT_EQ(copy(last().payload), idr);
    EXPECT_EQ(copy(last().config->decoder_config), high);
  }
}

TEST_F(Video, start_codes_never_leave) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame({0, 0, 0, 1, 0x65, 0x11}, 0));
  EXPECT_EQ(copy(last().payload), idr);
  ASSERT_TRUE(frame({0, 0, 1, 0x41, 0x22}, 33));
  EXPECT_EQ(copy(last().payload), slice);
}

TEST_F(Video, key_frames_are_known_by_what_they_hold) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(send({0x17, 1, 0, 0, 0}, slice, 0));  // flagged as key frame, but no IDR
  EXPECT_FALSE(last().key);
  ASSERT_TRUE(send({0x27, 1, 0, 0, 0}, idr, 33));  // the other way round
  EXPECT_TRUE(last().key);
}

TEST_F(Video, parameter_sets_alone_are_no_frame) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame({0, 0, 0, 2, 0x67, 0x64, 0, 0, 0, 2, 0x06, 0x05}, 0));
  EXPECT_TRUE(record.frames.empty());
  EXPECT_EQ(demuxer.counters().without_picture, 1U);
}

TEST_F(Video, empty_units_are_taken_out) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame({0, 0, 0, 0, 0, 0, 0, 2, 0x65, 0x11}, 0));
  EXPECT_EQ(copy(last().payload), idr);
}

TEST_F(Video, decode_times_rise) {
  ASSERT_TRUE(config(high));
  for (const std::uint32_t ms : {1000U, 1033U, 1033U, 1020U, 1066U}) ASSERT_TRUE(frame(slice, ms));
  const std::int64_t expected[] = {1000, 1033, 1034, 1035, 1066};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(record.frames[i]->dts, MediaMillis(expected[i]));
  EXPECT_EQ(demuxer.counters().times_mended, 2U);
}

TEST_F(Video, a_restarted_clock_passes_to_the_hub) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame(idr, 3'600'000));
  ASSERT_TRUE(frame(idr, 0));
  EXPECT_EQ(last().dts, MediaMillis(0));
}

TEST_F(Video, time_goes_on_over_the_32_bit_wrap) {
  ASSERT_TRUE(config(high));  // stamped 0, as many encoders do
  ASSERT_TRUE(frame(idr, 0xFFFFFFFF));
  const MediaMicros before = last().dts;
  ASSERT_TRUE(frame(slice, 32));
  EXPECT_EQ(last().dts - before, MediaMillis(33));
}

TEST_F(Video, a_composition_time_beyond_reason_is_none) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(send({0x27, 1, 0x7F, 0xFF, 0xFF}, slice, 100));
  EXPECT_EQ(last().pts, last().dts);
}

TEST_F(Video, nanoseconds_are_added_to_the_presentation_time) {
  ASSERT_TRUE(send({0x90, 'a', 'v', 'c', '1'}, high, 0));
  ASSERT_TRUE(send({0x97, 2, 0x07, 0xA1, 0x20, 0x03, 'a', 'v', 'c', '1'}, idr, 10));  // 500,000 ns
  EXPECT_EQ(last().pts, MediaMicros(10'500));
}

TEST_F(Video, enhanced_hevc_and_av1_are_carried) {
  const Bytes hvcc{0x01, 0x01, 0x60, 0x00, 0x00, 0x00, 0x90, 0x00, 0x00, 0x00, 0x00, 0x00, 0x78, 0xF0,
                   0x00, 0xFC, 0xFD, 0xF8, 0xF8, 0x00, 0x00, 0x0F, 0x03, 0xA0, 0x00, 0x01, 0x00, 0x18,
                   0x40, 0x01, 0x0C, 0x01, 0xFF, 0xFF, 0x01, 0x60, 0x00, 0x00, 0x03, 0x00, 0x90, 0x00,
                   0x00, 0x03, 0x00, 0x00, 0x03, 0x00, 0x78, 0x95, 0x98, 0x09, 0xA1, 0x00, 0x01, 0x00,
                   0x2A, 0x42, 0x01, 0x01, 0x01, 0x60, 0x00, 0x00, 0x03, 0x00, 0x90, 0x00, 0x00, 0x03,
                   0x00, 0x00, 0x03, 0x00, 0x78, 0xA0, 0x03, 0xC0, 0x80, 0x10, 0xE5, 0x96, 0x56, 0x69,
                   0x24, 0xCA, 0xF0, 0x16, 0x80, 0x80, 0x00, 0x00, 0x03, 0x00, 0x80, 0x00, 0x00, 0x0F,
                   0x04, 0xA2, 0x00, 0x01, 0x00, 0x07, 0x44, 0x01, 0xC1, 0x72, 0xB4, 0x62, 0x40};
  ASSERT_TRUE(send({0x90, 'h', 'v', 'c', '1'}, hvcc, 0));
  ASSERT_TRUE(send({0x91, 'h', 'v', 'c', '1', 0, 0, 66}, {0, 0, 0, 3, 0x26, 1, 9}, 0));  // IDR_W_RADL
  EXPECT_TRUE(last().key);
  EXPECT_EQ(last().pts, MediaMillis(66));
  EXPECT_EQ(last().config->codec, Codec::h265);
  EXPECT_EQ(last().config->height, 1080U);
  ASSERT_TRUE(send({0x90, 'a', 'v', '0', '1'}, av1, 33));
  ASSERT_TRUE(send({0x91, 'a', 'v', '0', '1'}, {0x32, 1, 2}, 33));
  EXPECT_EQ(last().config->codec, Codec::av1);
  EXPECT_EQ(copy(last().payload), (Bytes{0x32, 1, 2}));
}

TEST_F(Video, what_browsers_cannot_play_is_said_once) {
  ASSERT_TRUE(config(high_10));
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(config(high_10));
  EXPECT_EQ(record.problems, (std::vector<std::string>{"video_10_bit"}));
}

TEST_F(Video, a_foreign_codec_is_said_once_and_left_out) {
  ASSERT_TRUE(send({0x91, 'v', 'p', '0', '9'}, {1, 2}, 0));
  ASSERT_TRUE(send({0x22}, {1, 2}, 33));
  EXPECT_EQ(record.problems, (std::vector<std::string>{"video_codec"}));
  EXPECT_TRUE(record.frames.empty());
}

TEST_F(Video, frames_before_a_configuration_are_counted_and_left_out) {
  ASSERT_TRUE(frame(idr, 0));
  EXPECT_EQ(demuxer.counters().without_config, 1U);
  EXPECT_TRUE(record.frames.empty());
}

TEST_F(Video, one_broken_frame_is_left_out_and_the_next_one_passes) {
  ASSERT_TRUE(config(high));
  ASSERT_TRUE(frame({0, 0, 0, 9, 0x65}, 0));
  ASSERT_TRUE(frame(idr, 33));
  EXPECT_EQ(demuxer.counters().broken, 1U);
  EXPECT_EQ(record.frames.size(), 1U);
}

// Inputs that must be refused.

TEST_F(Video, thirty_broken_frames_in_a_row_end_it) {
  ASSERT_TRUE(config(high));
  for (std::uint32_t i = 0; i < 29; ++i) ASSERT_TRUE(frame({0, 0, 0, 9, 0x65}, i));
  EXPECT_FALSE(frame({0, 0, 0, 9, 0x65}, 29));
}

TEST_F(Video, broken_configurations_and_tags_end_it) {
  EXPECT_FALSE(config({1, 2, 3}));
  EXPECT_FALSE(send({0x90, 'h', 'v', 'c', '1'}, {1, 2, 3}, 0));
  EXPECT_FALSE(send({0x90, 'a', 'v', '0', '1'}, {1, 2, 3}, 0));
  EXPECT_FALSE(demuxer.on_video(SharedBytes(Bytes{0x17}), 0, Mono(), record));
}

}  // namespace
}  // namespace lyceum::media
