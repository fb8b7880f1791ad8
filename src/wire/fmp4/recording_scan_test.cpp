#include "wire/fmp4/recording_scan.hpp"

#include "wire/fmp4/init_segment.hpp"
#include "wire/fmp4/producer_time.hpp"

#include <gtest/gtest.h>

namespace lyceum::fmp4 {
namespace {

const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

TEST(ProducerTime, reads_back_to_the_microsecond) {
  for (const std::int64_t micros : {0LL, 1LL, 999'999LL, 123'456LL}) {
    const Utc utc = day + std::chrono::microseconds(micros);
    const Bytes box = write_producer_time({.track_id = 1, .utc = utc, .media_time = 90'000});
    EXPECT_EQ(box.size(), 32u);
    const auto back = read_producer_time(ByteView(box).subspan(8));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->utc, utc);
    EXPECT_EQ(back->media_time, 90'000u);
  }
}

TEST(ProducerTime, is_these_bytes) {
  const Bytes box =
      write_producer_time({.track_id = 1, .utc = Utc(std::chrono::milliseconds(500)), .media_time = 7});
  const Bytes expected = {0,    0,    0,    32,   'p',  'r', 'f', 't', 1, 0, 0, 0,  //
                          0,    0,    0,    1,                                      // track
                          0x83, 0xaa, 0x7e, 0x80, 0x80, 0,   0,   0,                // 1970 and a half second
                          0,    0,    0,    0,    0,    0,   0,   7};
  EXPECT_EQ(box, expected);
}

// A file of two segments with two fragments each; a second of video a fragment.
struct File {
  Bytes bytes;
  std::vector<std::size_t> wholes;  // where a fragment ends

  File() {
    const Track track{
        .decoder_config = {1, 0x64, 0, 0x1f, 0xff, 0xe1, 0, 0, 1, 0, 0}, .width = 640, .height = 360};
    append(write_init_segment({&track, 1}));
    wholes.push_back(bytes.size());
    for (int i = 0; i < 4; ++i) {
      if (i % 2 == 0) append(write_producer_time({.utc = day + std::chrono::seconds(i)}));
      const Bytes payload(1000, static_cast<std::uint8_t>(i));
      const Sample samples[] = {
          {.duration = 45'000, .sync = i % 2 == 0, .payload = payload},
          {.duration = 45'000, .composition_offset = 90, .sync = false, .payload = payload}};
      append(
          write_fragment({.base_decode_time = static_cast<std::uint64_t>(i) * 90'000, .samples = samples}));
      wholes.push_back(bytes.size());
    }
  }
  void append(const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }
};

Result<RecordingScan> scan(ByteView file, RecordingScan::OnFragment on_fragment = nullptr) {
  RecordingScan scan(file.size(), std::move(on_fragment));
  for (int turns = 0; turns < 1000; ++turns) {
    const auto range = scan.wanted();
    if (!range) return scan;
    EXPECT_LE(range->offset + range->length, file.size());
    LYCEUM_CHECK(scan.give(file.subspan(static_cast<std::size_t>(range->offset), range->length)));
  }
  ADD_FAILURE() << "does not end";
  return scan;
}

TEST(RecordingScan, finds_track_and_segments) {
  const File file;
  const auto done = scan(file.bytes);
  ASSERT_TRUE(done) << done.error().detail;
  const RecordedTrack& found = done->found();
  EXPECT_EQ(found.track.width, 640u);
  EXPECT_EQ(found.init_bytes, file.wholes[0]);
  ASSERT_EQ(found.segments.size(), 2u);
  EXPECT_EQ(found.segments[0].offset, file.wholes[0] + 32);
  EXPECT_EQ(found.segments[0].offset + found.segments[0].bytes, file.wholes[2]);
  EXPECT_EQ(found.segments[1].begins, day + std::chrono::seconds(2));
  EXPECT_EQ(found.segments[1].start, 180'000u);
  EXPECT_EQ(found.segments[1].duration, 180'000u);
  EXPECT_TRUE(found.segments[1].independent);
  EXPECT_EQ(done->whole_until(), file.bytes.size());
}

TEST(RecordingScan, torn_at_any_byte_it_keeps_every_whole_fragment) {
  const File file;
  for (std::size_t length = file.wholes[0]; length <= file.bytes.size(); ++length) {
    const auto done = scan(ByteView(file.bytes).first(length));
    ASSERT_TRUE(done) << length;
    std::size_t whole = 0;
    for (const std::size_t end : file.wholes)
      if (end <= length) whole = end;
    ASSERT_EQ(done->whole_until(), whole) << length;
  }
}

TEST(RecordingScan, a_file_without_its_init_segment_is_refused) {
  const File file;
  for (std::size_t length = 1; length < file.wholes[0]; ++length)
    EXPECT_FALSE(scan(ByteView(file.bytes).first(length))) << length;
  EXPECT_FALSE(scan(ByteView(file.bytes).subspan(file.wholes[0])));
}

TEST(RecordingScan, tells_where_the_samples_lie) {
  const File file;
  std::vector<RecordedFragment> fragments;
  ASSERT_TRUE(scan(file.bytes, [&](RecordedFragment fragment) { fragments.push_back(std::move(fragment)); }));
  ASSERT_EQ(fragments.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(file.bytes[fragments[i].data_offset], i);
    EXPECT_EQ(file.bytes[fragments[i].data_offset + 1999], i);
    EXPECT_EQ(fragments[i].run.samples[1].composition_offset, 90);
  }
}

TEST(RecordingScan, a_changed_byte_ends_it_there_and_nothing_worse) {
  const File file;
  for (std::size_t at = 0; at < file.bytes.size(); ++at) {
    for (const std::uint8_t flip : {0x01, 0x80, 0xff}) {
      Bytes changed = file.bytes;
      changed[at] ^= flip;
      const auto done = scan(changed);
      if (done) {
        EXPECT_LE(done->whole_until(), changed.size());
      }
    }
  }
}

}  // namespace
}  // namespace lyceum::fmp4
