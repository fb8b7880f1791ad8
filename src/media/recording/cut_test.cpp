#include "media/recording/cut.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Utc noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

// Segments of two seconds; in the file a box of 32 bytes stands before each.
RecordedRendition rendition(std::uint32_t timescale, seconds after, int segments, std::uint64_t late = 0) {
  fmp4::RecordedTrack track;
  track.track.timescale = timescale;
  track.init_bytes = 700;
  for (int i = 0; i < segments; ++i)
    track.segments.push_back({.offset = 732 + 1032ULL * static_cast<unsigned>(i),
                              .bytes = 1000,
                              .start = 2ULL * timescale * static_cast<unsigned>(i) + late,
                              .duration = 2ULL * timescale,
                              .begins = noon + after + seconds(2 * i),
                              .independent = true});
  return RecordedRendition::of(track);
}

// 20 s, the encoder is away for 40 s, 20 s. A picture every ten seconds.
Recording whole() {
  Recording recording;
  for (const std::int64_t number : {1, 2}) {
    recording.stretch(number).of(TrackKind::video) = rendition(90'000, seconds(60 * (number - 1)), 10);
    recording.stretch(number).of(TrackKind::audio) = rendition(48'000, seconds(60 * (number - 1)), 10, 700);
  }
  for (int i = 0; i < 8; ++i)
    recording.strip(1).tiles.push_back(
        {noon + seconds(10 * i + 1), 16 + 116ULL * static_cast<unsigned>(i), 100});
  return recording;
}

std::size_t segments(const Recording& recording, std::size_t stretch, TrackKind track) {
  return recording.stretches.at(stretch).of(track)->media.segments.size();
}

TEST(Cut, keeps_the_segments_that_overlap_and_sound_beside_picture) {
  const auto part = cut(whole(), {seconds(5), seconds(9)});
  EXPECT_EQ(part.from, seconds(4));
  EXPECT_EQ(part.recording.duration(), seconds(6));
  ASSERT_EQ(part.recording.stretches.size(), 1u);
  EXPECT_EQ(segments(part.recording, 0, TrackKind::video), 3u);
  EXPECT_EQ(segments(part.recording, 0, TrackKind::audio), 3u);
}

TEST(Cut, at_the_edge_of_a_segment_takes_nothing_of_the_next) {
  const auto part = cut(whole(), {seconds(4), seconds(8)});
  EXPECT_EQ(part.from, seconds(4));
  EXPECT_EQ(part.recording.duration(), seconds(4));
}

TEST(Cut, goes_over_a_break_and_drops_stretches_outside) {
  const auto both = cut(whole(), {seconds(18), seconds(22)});
  ASSERT_EQ(both.recording.stretches.size(), 2u);
  EXPECT_EQ(both.recording.duration(), seconds(4));
  const auto second = cut(whole(), {seconds(20), seconds(24)});
  ASSERT_EQ(second.recording.stretches.size(), 1u);
  EXPECT_EQ(second.recording.stretches[0].number, 2);
  EXPECT_EQ(second.from, seconds(20));
}

TEST(Cut, of_all_is_all_and_of_nothing_is_nothing) {
  const Recording recording = whole();
  EXPECT_EQ(cut(recording, {}).recording.duration(), recording.duration());
  EXPECT_EQ(cut(recording, {}).recording.bytes(), recording.bytes());
  EXPECT_TRUE(cut(recording, {seconds(40), seconds(50)}).recording.stretches.empty());
  EXPECT_TRUE(cut(Recording(), {seconds(0), seconds(5)}).recording.stretches.empty());
}

TEST(Cut, sound_alone_is_cut_by_itself) {
  Recording recording;
  recording.stretch(1).of(TrackKind::audio) = rendition(48'000, seconds(0), 10);
  EXPECT_EQ(cut(recording, {seconds(3), seconds(5)}).recording.duration(), seconds(4));
}

TEST(Cut, small_pictures_go_with_what_they_show) {
  const auto part = cut(whole(), {seconds(9), seconds(24)});
  ASSERT_EQ(part.recording.strips.size(), 1u);
  const auto& tiles = part.recording.strips[0].tiles;
  EXPECT_EQ(tiles.front().taken, noon + seconds(11));
  EXPECT_EQ(tiles.back().taken, noon + seconds(61));
  EXPECT_TRUE(cut(whole(), {seconds(2), seconds(4)}).recording.strips.empty()) << "none was taken meanwhile";
}

struct Range {
  const char* name;
  std::uint64_t offset, length;
  bool inside;
};

TEST(Cut, only_bytes_of_the_part_are_held) {
  const Recording part = cut(whole(), {seconds(4), seconds(8)}).recording;  // the third and fourth segment
  constexpr std::uint64_t first = 732 + 2 * 1032, end = first + 1032 + 1000, most = ~std::uint64_t{0};
  for (const Range& range : {Range{"1-video.mp4", 0, 700, true},
                             {"1-video.mp4", 0, 4, true},
                             {"1-video.mp4", 0, 701, false},
                             {"1-video.mp4", 0, end, false},
                             {"1-video.mp4", first, 1000, true},
                             {"1-video.mp4", first, end - first, true},
                             {"1-audio.mp4", first, end - first, true},
                             {"1-video.mp4", first - 1, 10, false},
                             {"1-video.mp4", end - 10, 10, true},
                             {"1-video.mp4", end - 10, 11, false},
                             {"1-video.mp4", end, 1, false},
                             {"1-video.mp4", first, most, false},
                             {"1-video.mp4", most, most, false},
                             {"2-video.mp4", 0, 4, false},
                             {"3-video.mp4", 0, 4, false},
                             {"1-slides.mp4", 0, 4, false},
                             {"1-tiles.strip", 16, 100, false},
                             {"2-tiles.strip", 16, 100, false}})
    EXPECT_EQ(holds(part, range.name, range.offset, range.length), range.inside)
        << range.name << ' ' << range.offset << '+' << range.length;
}

TEST(Cut, only_pictures_of_the_part_are_held) {
  const Recording part = cut(whole(), {seconds(10), seconds(24)}).recording;
  EXPECT_TRUE(holds(part, "1-tiles.strip", 16 + 116, 100));
  EXPECT_FALSE(holds(part, "1-tiles.strip", 16, 100));
  EXPECT_FALSE(holds(part, "1-tiles.strip", 16 + 116, 6 * 116));
}

}  // namespace
}  // namespace lyceum::media
