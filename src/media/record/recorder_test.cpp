#include "media/record/recorder.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "media/out/hls/packager.hpp"
#include "media/recording/memory_files.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr LessonId lesson{7};
constexpr MediaMicros second{1'000'000};

// A class as it is recorded: encoder, packager, recorder, files.
struct Rig {
  ManualClock clock;
  ManualLoop loop;
  MemoryFiles files;
  std::shared_ptr<RecordingState> state = std::make_shared<RecordingState>();
  SyntheticStream encoder;
  std::unique_ptr<Recorder> recorder;
  std::unique_ptr<HlsPackager> packager;
  bool disk_works = true;

  explicit Rig(SyntheticOptions options = {}) : encoder(options) { serve(); }
  // The server starts.
  void serve() {
    recorder = std::make_unique<Recorder>(files, lesson, state, clock);
    packager = std::make_unique<HlsPackager>(HlsPackagerOptions{.gop = 2 * second}, *recorder, clock.utc());
    recorder->ready();
  }
  void play(MediaMicros length) {
    for (const FramePtr& frame : encoder.take(length)) {
      packager->frame(frame, clock.utc());
      if (disk_works) files.work();
    }
    clock.advance(length);
  }
  void end() {
    packager->end();
    recorder.reset();
    if (disk_works) files.work();
  }
  Recording reopened() {
    auto found = loop.run_task(reopen_recording(files, lesson));
    EXPECT_TRUE(found);
    return found.value_or(Recording());
  }
};

void expect_same(const Recording& a, const Recording& b) {
  ASSERT_EQ(a.stretches.size(), b.stretches.size());
  for (std::size_t i = 0; i < a.stretches.size(); ++i) {
    EXPECT_EQ(a.stretches[i].number, b.stretches[i].number);
    for (const TrackKind track : {TrackKind::video, TrackKind::audio}) {
      const auto &one = a.stretches[i].of(track), &other = b.stretches[i].of(track);
      ASSERT_EQ(one.has_value(), other.has_value());
      if (!one) continue;
      EXPECT_EQ(one->media.init_bytes, other->media.init_bytes);
      EXPECT_EQ(one->codecs, other->codecs);
      ASSERT_EQ(one->media.segments.size(), other->media.segments.size());
      for (std::size_t k = 0; k < one->media.segments.size(); ++k) {
        const Segment &x = one->media.segments[k], &y = other->media.segments[k];
        EXPECT_EQ(x.offset, y.offset);
        EXPECT_EQ(x.bytes, y.bytes);
        EXPECT_EQ(x.start, y.start);
        EXPECT_EQ(x.duration, y.duration);
        EXPECT_EQ(x.begins, y.begins);
        EXPECT_EQ(x.independent, y.independent);
      }
    }
  }
}

TEST(Recorder, what_the_files_say_is_what_was_listed) {
  Rig rig;
  rig.recorder->begin();
  rig.play(9 * second);
  rig.end();
  EXPECT_EQ(rig.state->recording.stretches.size(), 1u);
  EXPECT_GE(rig.state->recording.duration(), 9 * second - MediaMicros(100'000));
  expect_same(rig.state->recording, rig.reopened());
}

TEST(Recorder, a_class_is_recorded_from_the_segment_in_which_it_begins) {
  Rig rig;
  rig.play(5 * second);
  EXPECT_TRUE(rig.files.files.empty()) << "before the class nothing is recorded";
  rig.recorder->begin();
  rig.play(4 * second);
  rig.end();
  const Recording recording = rig.reopened();
  EXPECT_NEAR(static_cast<double>(recording.duration().count()), 5e6, 0.1e6) << "from 4 s on";
  const auto& stretch = recording.stretches.front();
  EXPECT_LT(stretch.of(TrackKind::audio)->media.segments.front().begins -
                stretch.of(TrackKind::video)->media.segments.front().begins,
            milliseconds(100));
}

TEST(Recorder, an_encoder_that_returns_begins_another_stretch) {
  Rig rig;
  rig.recorder->begin();
  rig.play(6 * second);
  rig.packager->pause();
  rig.clock.advance(20 * second);
  rig.encoder.run = 1;
  rig.play(6 * second);
  rig.end();
  const Recording recording = rig.reopened();
  ASSERT_EQ(recording.stretches.size(), 2u);
  EXPECT_NEAR(static_cast<double>(recording.duration().count()), 12e6, 0.2e6) << "the gap is not in it";
  const auto &before = recording.stretches[0].of(TrackKind::video)->media.segments.back(),
             &after = recording.stretches[1].of(TrackKind::video)->media.segments.front();
  EXPECT_GE(after.begins - before.begins, std::chrono::seconds(20));
}

TEST(Recorder, torn_anywhere_every_finished_segment_is_kept) {
  Rig rig;
  rig.recorder->begin();
  rig.play(6 * second);
  rig.end();
  const auto whole = rig.files.files;
  const auto& segments = rig.state->recording.stretches[0].of(TrackKind::video)->media.segments;
  const std::size_t size = whole.at("1-video.mp4").size();
  for (std::size_t length = 0; length < size; length += 97) {
    rig.files.files = whole;
    rig.files.files["1-video.mp4"].resize(length);
    const Recording found = rig.reopened();
    const auto& video = found.stretches[0].of(TrackKind::video);
    const auto finished = static_cast<std::size_t>(std::ranges::count_if(
        segments, [&](const Segment& each) { return each.offset + each.bytes <= length; }));
    ASSERT_GE(video ? video->media.segments.size() : 0, finished) << length;
    if (video) {
      ASSERT_LE(rig.files.files["1-video.mp4"].size(), length);
    }
  }
}

TEST(Recorder, after_a_restart_numbers_go_on) {
  Rig rig;
  rig.recorder->begin();
  rig.play(6 * second);
  rig.recorder.reset();  // killed: nothing is ended
  rig.state = std::make_shared<RecordingState>();
  rig.state->recording = rig.reopened();
  rig.serve();
  rig.recorder->begin();
  rig.play(6 * second);
  rig.end();
  ASSERT_EQ(rig.state->recording.stretches.size(), 2u);
  EXPECT_EQ(rig.state->recording.stretches[1].number, 2);
  expect_same(rig.state->recording, rig.reopened());
}

TEST(Recorder, segments_are_listed_when_they_can_be_read) {
  Rig rig;
  rig.recorder->begin();
  rig.disk_works = false;
  rig.play(5 * second);
  EXPECT_EQ(rig.state->recording.duration(), MediaMicros(0));
  rig.end();
  rig.files.work();
  EXPECT_GE(rig.state->recording.duration(), 4 * second) << "also when the class is over by then";
}

TEST(Recorder, a_full_disk_stops_the_recording_and_not_the_class_and_it_goes_on_afterwards) {
  Rig rig;
  rig.recorder->begin();
  rig.play(5 * second);
  rig.files.broken = true;
  rig.play(5 * second);
  ASSERT_TRUE(rig.state->fault);
  EXPECT_EQ(rig.state->fault->code, "store_full");
  const MediaMicros before = rig.state->recording.duration();
  rig.files.broken = false;
  for (int i = 0; i < 8; ++i) rig.play(second);
  EXPECT_FALSE(rig.state->fault);
  EXPECT_GE(rig.state->recording.duration(), before + 4 * second);
  rig.end();
  EXPECT_GE(rig.reopened().duration(), rig.state->recording.duration())
      << "with what of a broken segment is whole";
}

TEST(Recorder, while_the_earlier_files_are_being_read_nothing_is_lost) {
  Rig rig;
  rig.recorder = std::make_unique<Recorder>(rig.files, lesson, rig.state, rig.clock);
  rig.packager =
      std::make_unique<HlsPackager>(HlsPackagerOptions{.gop = 2 * second}, *rig.recorder, rig.clock.utc());
  rig.recorder->begin();
  rig.play(7 * second);
  EXPECT_TRUE(rig.files.files.empty());
  rig.recorder->ready();
  rig.play(2 * second);
  rig.end();
  EXPECT_GE(rig.reopened().duration(), 9 * second - MediaMicros(100'000));
}

TEST(Recorder, small_pictures_are_kept_beside_what_is_recorded_and_found_again) {
  Rig rig;
  rig.play(2 * second);
  rig.recorder->tile(rig.clock.utc(), SharedBytes("before the class"));
  rig.recorder->begin();
  rig.play(3 * second);
  const Utc taken = rig.clock.utc();
  rig.recorder->tile(taken, SharedBytes("one"));
  EXPECT_TRUE(rig.state->recording.strips.empty()) << "not listed before it can be read";
  rig.play(2 * second);
  rig.recorder->tile(rig.clock.utc(), SharedBytes("two"));
  rig.end();
  ASSERT_EQ(rig.state->recording.strips.size(), 1U);
  const Recording found = rig.reopened();
  ASSERT_EQ(found.strips.size(), 1U);
  ASSERT_EQ(found.strips[0].tiles.size(), 2U);
  EXPECT_EQ(found.strips[0].tiles[0].taken, taken);
  EXPECT_EQ(found.strips[0].tiles[1].offset, rig.state->recording.strips[0].tiles[1].offset);
}

TEST(Recorder, a_small_picture_that_comes_before_the_first_part_is_kept) {
  Rig rig;
  rig.recorder->begin();
  const Utc taken = rig.clock.utc();
  rig.recorder->tile(taken, SharedBytes("one"));
  rig.play(3 * second);
  rig.end();
  ASSERT_EQ(rig.reopened().strips.size(), 1U);
  EXPECT_EQ(rig.reopened().strips[0].tiles.at(0).taken, taken);
}

TEST(Recorder, after_a_restart_another_strip_begins) {
  Rig rig;
  rig.recorder->begin();
  rig.play(3 * second);
  rig.recorder->tile(rig.clock.utc(), SharedBytes("one"));
  rig.play(second);
  rig.recorder.reset();  // killed
  rig.state = std::make_shared<RecordingState>();
  rig.state->recording = rig.reopened();
  rig.serve();
  rig.recorder->begin();
  rig.play(3 * second);
  rig.recorder->tile(rig.clock.utc(), SharedBytes("two"));
  rig.end();
  ASSERT_EQ(rig.reopened().strips.size(), 2U);
  EXPECT_EQ(rig.reopened().strips[1].number, 2);
}

TEST(Recorder, a_full_disk_costs_small_pictures_for_a_minute_and_nothing_else) {
  Rig rig;
  rig.recorder->begin();
  rig.play(3 * second);
  rig.files.broken = true;
  rig.recorder->tile(rig.clock.utc(), SharedBytes("lost"));
  rig.files.work();
  rig.files.broken = false;
  for (int i = 0; i < 7; ++i) {
    rig.play(10 * second);
    rig.recorder->tile(rig.clock.utc(), SharedBytes("x"));
  }
  rig.end();
  EXPECT_EQ(rig.state->recording.stretches.size(), 1U);
  ASSERT_EQ(rig.state->recording.strips.size(), 1U);
  EXPECT_EQ(rig.state->recording.strips[0].tiles.size(), 1U);
}

TEST(Recorder, sound_alone_is_recorded_too) {
  Rig rig({.gop = 0});
  rig.recorder->begin();
  rig.play(9 * second);
  rig.end();
  const Recording recording = rig.reopened();
  EXPECT_FALSE(recording.has(TrackKind::video));
  EXPECT_GE(recording.duration(), 8 * second);
}

}  // namespace
}  // namespace lyceum::media
