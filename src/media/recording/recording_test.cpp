#include "media/recording/recording.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/recording/memory_files.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

TEST(RecordingName, is_read_as_it_is_written) {
  for (const RecordingName name :
       {RecordingName{1, TrackKind::video}, RecordingName{999'999, TrackKind::audio}}) {
    const auto back = RecordingName::parse(name.str());
    ASSERT_TRUE(back) << name.str();
    EXPECT_EQ(back->stretch, name.stretch);
    EXPECT_EQ(back->track, name.track);
  }
}

TEST(RecordingName, nothing_else_is_one) {
  for (const char* name :
       {"", "0-video.mp4", "-1-video.mp4", "01-video.mp4", "1-video.mp4 ", "1-video", "1000000-audio.mp4",
        "../1-video.mp4", "1-slides.mp4", "99999999999999999999-video.mp4"})
    EXPECT_FALSE(RecordingName::parse(name)) << name;
}

TEST(StripName, is_read_as_it_is_written_and_nothing_else_is_one) {
  for (const std::int64_t number : {1, 12, 999'999}) {
    const auto back = StripName::parse(StripName{number}.str());
    ASSERT_TRUE(back) << number;
    EXPECT_EQ(back->number, number);
  }
  for (const char* name : {"", "0-tiles.strip", "01-tiles.strip", "1-tiles", "1-video.mp4",
                           "1000000-tiles.strip", "../1-tiles.strip", "1-tiles.strip "})
    EXPECT_FALSE(StripName::parse(name)) << name;
  EXPECT_FALSE(RecordingName::parse("1-tiles.strip"));
}

TEST(Recording, a_strip_is_found_again_and_its_torn_end_cut) {
  const Utc taken = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);
  MemoryFiles files;
  Bytes& file = files.files["2-tiles.strip"];
  for (int i = 0; i < 3; ++i) {
    const Bytes head = strip::write_head(taken + std::chrono::seconds(10 * i), 4);
    file.insert(file.end(), head.begin(), head.end());
    file.insert(file.end(), {'j', 'p', 'e', 'g'});
  }
  file.resize(file.size() - 1);
  files.files["3-tiles.strip"] = Bytes{'t', 'i'};
  ManualLoop loop;
  const auto found = loop.run_task(reopen_recording(files, LessonId{7}));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->strips.size(), 1U);
  EXPECT_EQ(found->strips[0].number, 2);
  ASSERT_EQ(found->strips[0].tiles.size(), 2U);
  EXPECT_EQ(found->strips[0].tiles[1].taken, taken + std::chrono::seconds(10));
  EXPECT_EQ(files.files.at("2-tiles.strip").size(), 40U);
  EXPECT_FALSE(files.files.contains("3-tiles.strip"));
  EXPECT_EQ(found->next_strip(), 3);
}

TEST(Recording, stretches_stand_by_number) {
  Recording recording;
  for (const std::int64_t number : {10, 2, 1}) recording.stretch(number);
  EXPECT_EQ(recording.stretches[0].number, 1);
  EXPECT_EQ(recording.stretches[2].number, 10);
  EXPECT_EQ(&recording.stretch(2), &recording.stretches[1]);
  EXPECT_EQ(recording.next_number(), 11);
}

TEST(Recording, a_file_can_be_read_up_to_its_last_whole_segment) {
  Recording recording;
  EXPECT_EQ(recording.readable({2, TrackKind::video}), 0U);
  auto& video = recording.stretch(2).of(TrackKind::video).emplace();
  EXPECT_EQ(recording.readable({2, TrackKind::video}), 0U);
  video.media.segments.push_back({.offset = 700, .bytes = 1000});
  video.media.segments.push_back({.offset = 1700, .bytes = 50});
  EXPECT_EQ(recording.readable({2, TrackKind::video}), 1750U);
  EXPECT_EQ(recording.readable({2, TrackKind::audio}), 0U);
  EXPECT_EQ(recording.readable({1, TrackKind::video}), 0U);
}

TEST(Recording, lasts_as_long_as_its_pictures_or_its_sound_alone) {
  Recording recording;
  fmp4::RecordedTrack picture, sound;
  picture.track.timescale = 90'000;
  picture.segments.push_back({.bytes = 100, .duration = 180'000});
  sound.track.timescale = 48'000;
  sound.segments.push_back({.bytes = 10, .duration = 96'512});
  recording.stretch(1).of(TrackKind::video) = RecordedRendition::of(picture);
  recording.stretch(1).of(TrackKind::audio) = RecordedRendition::of(sound);
  recording.stretch(2).of(TrackKind::audio) = RecordedRendition::of(sound);
  EXPECT_EQ(recording.duration(), MediaMicros(2'000'000 + 2'010'666));
  EXPECT_EQ(recording.bytes(), 120u);
}

}  // namespace
}  // namespace lyceum::media
