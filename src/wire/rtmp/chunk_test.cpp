#include "wire/rtmp/chunk_reader.hpp"
#include "wire/rtmp/chunk_writer.hpp"

#include <gtest/gtest.h>

namespace lyceum::rtmp {
namespace {

// Reads everything, given in pieces of `step` bytes; records the error's text, if there is one.
struct Reading {
  std::vector<Message> messages;
  std::string error;
};

Reading read_with(ChunkReader& reader, ByteView bytes, std::size_t step = SIZE_MAX) {
  Reading all;
  while (!bytes.empty()) {
    ByteView piece = bytes.first(std::min(step, bytes.size()));
    bytes = bytes.subspan(piece.size());
    while (true) {
      auto message = reader.read(piece);
      if (!message) {
        all.error = message.error().detail;
        return all;
      }
      if (!*message) break;
      all.messages.push_back(std::move(**message));
    }
    EXPECT_TRUE(piece.empty());
  }
  return all;
}

Reading read_all(const Bytes& bytes, std::size_t step = SIZE_MAX) {
  ChunkReader reader(limits_after_publish);
  return read_with(reader, bytes, step);
}

Bytes join(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// Type 0 on chunk stream 4: a video message of `length` bytes at `ms` (24 bit), message stream 1.
Bytes video_header(std::uint32_t ms, std::size_t length) {
  ByteWriter out;
  out.u8(0x04);
  out.u24(ms);
  out.u24(length);
  out.u8(9);
  out.u32le(1);
  return out.take();
}

Bytes be32(std::uint32_t value) {
  ByteWriter out;
  out.u32(value);
  return out.take();
}

TEST(ChunkReader, reads_a_full_header) {
  const auto all = read_all({0x03,              // type 0, chunk stream 3
                             0x00, 0x03, 0xE8,  // timestamp 1000
                             0x00, 0x00, 0x02,  // length
                             0x14,              // command
                             0x01, 0, 0, 0,     // message stream 1, little-endian
                             0xAA, 0xBB});
  ASSERT_EQ(all.messages.size(), 1U);
  const Message& message = all.messages[0];
  EXPECT_EQ(message.type, MessageType::command);
  EXPECT_EQ(message.timestamp_ms, 1000U);
  EXPECT_EQ(message.stream_id, 1U);
  EXPECT_EQ(Bytes(message.payload.view().begin(), message.payload.view().end()), (Bytes{0xAA, 0xBB}));
}

TEST(ChunkReader, reads_basic_headers_of_two_and_three_bytes) {
  const Bytes rest{0, 0, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x55};
  const auto all = read_all(join({{0x00, 0x05},
                                  rest,  // id 64 + 5
                                  {0x01, 0x05, 0x02},
                                  rest,  // id 64 + 5 + 2 * 256
                                  {0xC0, 0x05},
                                  {0x66},  // type 3 on the first one
                                  {0xC1, 0x05, 0x02},
                                  {0x77}}));  // and on the second one
  ASSERT_EQ(all.messages.size(), 4U) << all.error;
  EXPECT_EQ(all.messages[2].payload.data()[0], 0x66);
  EXPECT_EQ(all.messages[3].payload.data()[0], 0x77);
}

TEST(ChunkReader, types_1_2_and_3_add_their_delta) {
  const auto all = read_all(join({video_header(100, 1),
                                  {1},
                                  {0x44, 0, 0, 40, 0, 0, 2, 9},
                                  {2, 2},  // type 1: +40, length 2
                                  {0x84, 0, 0, 33},
                                  {3, 3},  // type 2: +33
                                  {0xC4},
                                  {4, 4},  // type 3: +33 again
                                  video_header(7, 1),
                                  {5},
                                  {0xC4},
                                  {6}}));  // type 3 after type 0: its timestamp is the delta
  ASSERT_EQ(all.messages.size(), 6U) << all.error;
  const std::uint32_t times[] = {100, 140, 173, 206, 7, 14};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(all.messages[i].timestamp_ms, times[i]) << i;
  EXPECT_EQ(all.messages[3].stream_id, 1U);
}

TEST(ChunkReader, audio_interleaves_inside_a_video_message) {
  const Bytes video(300, 0x11);
  const auto part = [&](std::size_t size) { return Bytes(size, 0x11); };
  const Bytes audio{0x05, 0, 0, 20, 0, 0, 3, 8, 1, 0, 0, 0, 0xAF, 1, 2};
  const Bytes bytes = join({video_header(10, 300), part(128), audio, {0xC4}, part(128), {0xC4}, part(44)});
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
    const auto all = read_all(bytes, step);
    ASSERT_EQ(all.messages.size(), 2U) << all.error;
    EXPECT_EQ(all.messages[0].type, MessageType::audio);
    EXPECT_EQ(all.messages[0].payload.size(), 3U);
    EXPECT_EQ(all.messages[1].type, MessageType::video);
    EXPECT_EQ(all.messages[1].payload.size(), 300U);
  }
}

TEST(ChunkReader, chunk_size_changes_in_the_middle_of_a_message) {
  const Bytes set_size{0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 200};
  const auto all = read_all(join({video_header(0, 300),
                                  Bytes(128, 1),
                                  set_size,
                                  {0xC4},
                                  Bytes(172, 2),
                                  video_header(0, 200),
                                  Bytes(200, 3)}));
  ASSERT_EQ(all.messages.size(), 2U) << all.error;
  EXPECT_EQ(all.messages[0].payload.size(), 300U);
}

TEST(ChunkReader, abort_discards_the_unfinished_message) {
  const Bytes abort{0x02, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 4};
  const auto all = read_all(join({video_header(0, 300), Bytes(128, 1), abort, video_header(5, 1), {9}}));
  ASSERT_EQ(all.messages.size(), 1U) << all.error;
  EXPECT_EQ(all.messages[0].timestamp_ms, 5U);
}

TEST(ChunkReader, an_empty_message_is_complete_at_once) {
  const auto all = read_all(join({video_header(0, 0), {0xC4}}));
  EXPECT_EQ(all.messages.size(), 2U);
}

TEST(ChunkReader, extended_timestamp_starts_at_16777215_ms) {
  // 4 h 39 m 37.215 s: the first time that does not fit; the mark itself is sent in the extended form.
  const auto all = read_all(join({video_header(0xFFFFFE, 1),
                                  {1},
                                  video_header(0xFFFFFF, 1),
                                  be32(16'777'215),
                                  {2},
                                  video_header(0xFFFFFF, 1),
                                  be32(0xFFFFFFFF),
                                  {3},
                                  {0x44, 0, 0, 2, 0, 0, 1, 9},
                                  {4}}));  // type 1, +2: wraps after 49 d 17 h
  ASSERT_EQ(all.messages.size(), 4U) << all.error;
  EXPECT_EQ(all.messages[0].timestamp_ms, 16'777'214U);
  EXPECT_EQ(all.messages[1].timestamp_ms, 16'777'215U);
  EXPECT_EQ(all.messages[2].timestamp_ms, 0xFFFFFFFFU);
  EXPECT_EQ(all.messages[3].timestamp_ms, 1U);
}

TEST(ChunkReader, extended_timestamp_repeated_on_type_3_is_taken_off) {
  const Bytes time = be32(20'000'000);
  const Bytes one = join({video_header(0xFFFFFF, 200), time, Bytes(128, 1), {0xC4}, time, Bytes(72, 2)});
  for (const std::size_t step : {std::size_t{1}, one.size()}) {
    const auto all = read_all(join({one, one}), step);
    ASSERT_EQ(all.messages.size(), 2U) << all.error;
    EXPECT_EQ(all.messages[1].payload.data()[128], 2);
    EXPECT_EQ(all.messages[1].payload.size(), 200U);
  }
}

TEST(ChunkReader, extended_timestamp_not_repeated_leaves_the_payload_whole) {
  const Bytes one = join({video_header(0xFFFFFF, 300),
                          be32(20'000'000),
                          Bytes(128, 1),
                          {0xC4},
                          Bytes(128, 2),
                          {0xC4},
                          Bytes(44, 3)});
  for (const std::size_t step : {std::size_t{1}, std::size_t{3}, one.size()}) {
    const auto all = read_all(join({one, one, video_header(0, 1), {9}}), step);
    ASSERT_EQ(all.messages.size(), 3U) << all.error;
    for (const std::size_t i : {0U, 1U}) {
      EXPECT_EQ(all.messages[i].payload.data()[128], 2);
      EXPECT_EQ(all.messages[i].payload.data()[299], 3);
    }
  }
}

TEST(ChunkReader, a_last_chunk_shorter_than_the_question_is_not_lost) {
  // Two bytes are left of the message, so the comparison looks into the next header.
  const auto all = read_all(join({video_header(0xFFFFFF, 130),
                                  be32(20'000'000),
                                  Bytes(128, 1),
                                  {0xC4},
                                  {7, 8},
                                  video_header(1, 1),
                                  {9}}));
  ASSERT_EQ(all.messages.size(), 2U) << all.error;
  EXPECT_EQ(all.messages[0].payload.data()[129], 8);
  EXPECT_EQ(all.messages[1].timestamp_ms, 1U);
}

TEST(ChunkReader, type_3_after_an_extended_type_0_keeps_the_time) {
  const Bytes time = be32(20'000'000);
  for (const Bytes& repeated : {time, Bytes{}}) {
    const auto all =
        read_all(join({video_header(0xFFFFFF, 5), time, Bytes(5, 1), {0xC4}, repeated, Bytes(5, 2)}));
    ASSERT_EQ(all.messages.size(), 2U) << all.error;
    EXPECT_EQ(all.messages[1].timestamp_ms, 20'000'000U);
    EXPECT_EQ(all.messages[1].payload.data()[0], 2);
  }
}

TEST(ChunkReader, many_questions_in_a_row_are_answered_without_recursion) {
  Bytes bytes = join({video_header(0xFFFFFF, 0), be32(20'000'000)});
  bytes.insert(bytes.end(), 200'000, 0xC4);
  EXPECT_GT(read_all(bytes).messages.size(), 199'000U);
}

TEST(ChunkWriter, what_is_written_is_read_back) {
  for (const std::uint32_t time : {0U, 0xFFFFFEU, 0xFFFFFFU, 0xFFFFFFFFU}) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{128}, std::size_t{129}, std::size_t{1000}}) {
      ByteWriter out;
      ChunkWriter().write(out, 6, MessageType::video, 1, time, Bytes(size, 0x5A));
      ChunkWriter().write(out, 4, MessageType::audio, 1, time, Bytes(size, 0x5B));
      const auto all = read_all(out.take(), 5);
      ASSERT_EQ(all.messages.size(), 2U) << all.error;
      EXPECT_EQ(all.messages[0].timestamp_ms, time);
      EXPECT_EQ(all.messages[1].payload.size(), size);
    }
  }
}

TEST(ChunkWriter, repeats_the_extended_timestamp) {
  ByteWriter out;
  ChunkWriter().write(out, 6, MessageType::video, 1, 16'777'215, Bytes(129, 1));
  const Bytes bytes = out.take();
  ASSERT_EQ(bytes.size(), 12U + 4 + 128 + 1 + 4 + 1);
  EXPECT_EQ((Bytes(bytes.begin() + 144, bytes.begin() + 149)), (Bytes{0xC6, 0x00, 0xFF, 0xFF, 0xFF}));
}

// Inputs that must be refused.

TEST(ChunkRefused, a_stream_that_starts_without_a_full_header) {
  EXPECT_NE(read_all({0xC4}).error, "");
  EXPECT_NE(read_all({0x84, 0, 0, 1}).error, "");
}

TEST(ChunkRefused, a_new_header_inside_an_unfinished_message) {
  EXPECT_NE(read_all(join({video_header(0, 300), Bytes(128, 1), video_header(0, 300)})).error, "");
}

TEST(ChunkRefused, chunk_sizes_of_zero_and_beyond_the_limit) {
  const Bytes head{0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0};
  for (const std::uint32_t size : {0U, chunk_size_max + 1, 0x80000080U, 0xFFFFFFFFU})
    EXPECT_NE(read_all(join({head, be32(size)})).error, "") << size;
  EXPECT_EQ(read_all(join({head, be32(chunk_size_max)})).error, "");
  EXPECT_NE(read_all({0x02, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 1}).error, "");  // three bytes only
}

TEST(ChunkRefused, a_message_beyond_the_limit) {
  ChunkReader before(limits_before_publish);
  EXPECT_NE(read_with(before, video_header(0, 4097)).error, "");
  EXPECT_NE(read_all(video_header(0, (8 << 20) + 1)).error, "");
}

TEST(ChunkRefused, unfinished_messages_beyond_the_limit_together) {
  ChunkReader before(limits_before_publish);
  Bytes two = join({video_header(0, 3000), Bytes(128, 1), video_header(0, 3000)});
  two[12 + 128] = 0x05;  // the second one on another chunk stream
  EXPECT_NE(read_with(before, two).error, "");
}

TEST(ChunkRefused, too_many_chunk_streams) {
  Bytes bytes;
  for (std::size_t id = 2; id < 2 + chunk_streams_max + 1; ++id) {
    Bytes header = video_header(0, 0);
    if (id < 64) {
      header[0] = static_cast<std::uint8_t>(id);
    } else {
      header[0] = 0;
      header.insert(header.begin() + 1, static_cast<std::uint8_t>(id - 64));
    }
    EXPECT_EQ(read_all(bytes).error, "");
    bytes.insert(bytes.end(), header.begin(), header.end());
  }
  EXPECT_NE(read_all(bytes).error, "");
}

}  // namespace
}  // namespace lyceum::rtmp
