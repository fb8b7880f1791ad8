#include "media/prepare/preparation.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/in/file/worker_voice.hpp"
#include "media/recording/memory_files.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using namespace std::chrono_literals;

constexpr LessonId lesson{7};

// Answers when the test says so.
struct Pencil final : Drawer {
  void draw(worker::Draw order, Supervisor::Done done) override {
    orders.push_back(std::move(order));
    waiting.push_back(std::move(done));
  }
  void answer() {
    for (auto& done : std::exchange(waiting, {})) {
      Supervisor::Pictures pictures(orders.back().wishes.size());
      for (auto& each : pictures) each = {16, 16, SharedBytes(Bytes{0xFF, 0xD8, 0xFF, 0xD9})};
      done(std::move(pictures));
    }
  }
  std::vector<worker::Draw> orders;
  std::vector<Supervisor::Done> waiting;
};

struct Rig {
  explicit Rig(bool picture = true) {
    PrepareTools tools{.timers = loop,
                       .start_worker = voice.starter(),
                       .files = files.preparing(),
                       .drawer = &pencil,
                       .clock = clock,
                       .class_runs = [this] { return class_runs; }};
    PrepareOrder order{.lesson = lesson,
                       .file = {.size = 1'000'000, .picture = picture},
                       .first_stretch = 3,
                       .first_strip = 2};
    preparation = Preparation::start(std::move(tools), order, [this](Result<PreparedFile> made) {
                    outcome = std::move(made);
                    preparation.reset();
                  }).value();
  }
  // Lets what waits for the disk and the pencil go on.
  void settle() {
    for (int i = 0; i < 20; ++i) {
      files.work();
      pencil.answer();
      loop.advance(10ms);
    }
  }
  Recording recording() {
    loop.run_task(files.replace(lesson)).value();
    return loop.run_task(reopen_recording(files, lesson)).value();
  }

  ManualLoop loop;
  ManualLoop::Scope scope{loop};
  ManualClock clock;
  WorkerVoice voice;
  MemoryFiles files;
  Pencil pencil;
  bool class_runs = false;
  std::optional<Result<PreparedFile>> outcome;
  std::unique_ptr<Preparation> preparation;
};

TEST(Preparation, a_file_becomes_a_recording_like_that_of_a_class) {
  Rig rig;
  rig.voice.open();
  rig.voice.configure();
  rig.voice.play(0, 5'000'000);
  rig.voice.say(worker::write(worker::Pause{5'000'000}));
  EXPECT_EQ(rig.preparation->progress(), 500);
  rig.settle();
  EXPECT_EQ(rig.voice.nexts, 2);
  rig.voice.play(5'000'000, 10'000'000);
  rig.voice.say(worker::write(worker::Done{}));
  rig.settle();
  ASSERT_TRUE(rig.outcome && *rig.outcome);
  EXPECT_NEAR(static_cast<double>((*rig.outcome)->duration.count()), 10e6, 0.1e6);
  EXPECT_FALSE((*rig.outcome)->poster.empty());
  EXPECT_TRUE(rig.files.files.empty()) << "put aside";
  const Recording recording = rig.recording();
  ASSERT_EQ(recording.stretches.size(), 1U);
  EXPECT_EQ(recording.stretches[0].number, 3);
  const auto& picture = recording.stretches[0].of(TrackKind::video);
  EXPECT_EQ(picture->media.segments.size(), 5U) << "one a key frame";
  EXPECT_EQ(picture->media.segments[0].begins, uploaded_from);
  EXPECT_EQ(picture->media.segments[1].begins, uploaded_from + 2s);
  EXPECT_TRUE(recording.stretches[0].of(TrackKind::audio));
  ASSERT_EQ(recording.strips.size(), 1U);
  EXPECT_EQ(recording.strips[0].number, 2);
}

TEST(Preparation, sound_alone_becomes_a_recording_without_a_picture) {
  Rig rig(false);
  rig.voice.open(false, true);
  rig.voice.configure(false, true);
  rig.voice.play(0, 6'000'000, false);
  rig.voice.say(worker::write(worker::Done{}));
  rig.settle();
  ASSERT_TRUE(rig.outcome && *rig.outcome);
  EXPECT_NEAR(static_cast<double>((*rig.outcome)->duration.count()), 6e6, 0.1e6);
  EXPECT_TRUE((*rig.outcome)->poster.empty());
  EXPECT_FALSE(rig.recording().has(TrackKind::video));
}

TEST(Preparation, the_next_batch_waits_for_the_disk) {
  Rig rig;
  rig.voice.open();
  rig.voice.configure();
  rig.voice.play(0, 8'000'000);
  rig.voice.say(worker::write(worker::Pause{8'000'000}));
  rig.pencil.answer();
  for (int i = 0; i < 20; ++i) rig.loop.advance(10ms);
  EXPECT_EQ(rig.voice.nexts, 1);
  rig.settle();
  EXPECT_EQ(rig.voice.nexts, 2);
}

TEST(Preparation, a_full_disk_and_a_useless_file_end_it) {
  Rig full;
  full.files.broken = true;
  full.voice.open();
  full.voice.configure();
  full.voice.play(0, 8'000'000);
  full.voice.say(worker::write(worker::Pause{8'000'000}));
  full.settle();
  ASSERT_TRUE(full.outcome);
  EXPECT_EQ(full.outcome->error().code, "store_full");
  EXPECT_FALSE(full.voice.alive);
  Rig useless;
  useless.voice.open();
  useless.voice.configure();
  useless.voice.play(0, 1'000'000);
  useless.voice.say(worker::write(worker::Unusable{worker::Useless::damaged}));
  useless.settle();
  ASSERT_TRUE(useless.outcome);
  EXPECT_EQ(useless.outcome->error().code, "file_damaged");
}

TEST(Poster, the_cover_is_a_picture_from_after_the_beginning_and_tiles_are_ten_seconds_apart) {
  PosterPicker picker{MediaMicros(60'000'000)};
  auto config = std::make_shared<TrackConfig>();
  std::vector<std::size_t> wishes;
  for (int second = 0; second <= 30; second += 2) {
    Frame frame;
    frame.config = config;
    frame.key = true;
    frame.pts = MediaMicros(second * 1'000'000);
    const auto found = picker.wishes(frame);
    wishes.push_back(found ? found->size() : 0);
  }
  // At 0 s, for want of a better one; at 6 s; then a tile at 16 and 26 s.
  EXPECT_EQ(wishes, (std::vector<std::size_t>{2, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0}));
}

}  // namespace
}  // namespace lyceum::media
