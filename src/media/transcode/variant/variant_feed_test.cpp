#include "media/transcode/variant/variant_feed.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "wire/avc/h264.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using std::chrono::seconds;

constexpr LessonId lesson{7};

ByteView body_of(const Bytes& message) { return ByteView(message).subspan(4); }

// Workers as the test wants them to be: it speaks for them.
class FakeStarter final : public WorkerStarter {
 public:
  Result<std::unique_ptr<WorkerProcess>> start(WorkerEvents& events) override {
    ++started;
    begins.clear();
    feeds.clear();
    events_ = &events;
    return std::make_unique<Process>(*this);
  }
  bool say(const Bytes& message) { return events_->on_message(body_of(message)); }
  void hello() { say(worker::write(worker::Hello{})); }
  // What x264 would say before its first frame: 854 × 480, Main.
  void config() {
    const Bytes sps{0x67, 0x4d, 0x40, 0x1e, 0xec, 0xa0, 0x6c, 0x1e, 0xf3, 0x78, 0x0b, 0x50, 0x10, 0x10,
                    0x14, 0x00, 0x00, 0x0f, 0xa4, 0x00, 0x07, 0x53, 0x00, 0x3c, 0x58, 0xba, 0x80};
    say(worker::write(
        worker::SmallConfig{854, 480, SharedBytes(avc::make_h264_config(sps, Bytes{0x68, 0xea}))}));
  }
  void frame(std::int64_t pts) {
    say(worker::write(worker::SmallFrame{pts, true, SharedBytes(Bytes{0, 0, 0, 2, 0x65, 1})}));
  }
  void die() { events_->on_gone({.how = WorkerEnd::crashed, .why = "test"}); }

  int started = 0, alive = 0;
  std::vector<worker::Begin> begins;
  std::vector<worker::Feed> feeds;

 private:
  class Process final : public WorkerProcess {
   public:
    explicit Process(FakeStarter& starter) : starter_(starter) { ++starter_.alive; }
    ~Process() override { --starter_.alive; }
    void send(std::vector<SharedBytes> pieces) override {
      Bytes all;
      for (const SharedBytes& piece : pieces) all.insert(all.end(), piece.view().begin(), piece.view().end());
      const auto order = worker::read_to_worker(body_of(all)).value();
      if (const auto* begin = std::get_if<worker::Begin>(&order)) starter_.begins.push_back(*begin);
      if (const auto* feed = std::get_if<worker::Feed>(&order)) starter_.feeds.push_back(*feed);
    }
    std::chrono::microseconds cpu() const override { return {}; }

   private:
    FakeStarter& starter_;
  };
  WorkerEvents* events_ = nullptr;
};

struct Sink final : SmallSink {
  void small_frame(LessonId, const FramePtr& frame) override { frames.push_back(frame); }
  void small_lost(LessonId) override { ++lost; }
  std::vector<FramePtr> frames;
  int lost = 0;
};

class Cores final : public SpareCores {
 public:
  explicit Cores(std::size_t cpus = 2, double now = 0.5)
      : SpareCores(VariantMode::automatic, cpus), now_(now) {}
  double load() const override { return now_; }

 private:
  double now_;
};

struct Rig {
  explicit Rig(std::uint32_t width = 1280, std::uint32_t height = 720, Cores* machine = nullptr)
      : feed(lesson, stream, machine ? *machine : cores, starter, sink, clock) {
    encoder.use_video(synthetic_video_config(width, height));
    stream.publisher_arrived(clock.mono());
  }
  void play(seconds length) {
    for (seconds left = length; left.count() > 0; --left) {
      for (const FramePtr& frame : encoder.take(seconds(1))) stream.publish(frame, clock.mono());
      clock.advance(seconds(1));
    }
  }
  void answer_all() {
    for (const worker::Feed& each : std::exchange(starter.feeds, {})) times.insert(each.pts);
    for (const std::int64_t pts : std::exchange(times, {})) starter.frame(pts);
  }
  // Until the small stream runs.
  void running() {
    play(seconds(2));
    starter.hello();
    play(seconds(1));
    starter.config();
    answer_all();
  }

  ManualClock clock;
  ManualLoop loop;
  Stream stream{loop};
  SyntheticStream encoder{{.b_frames = 2, .sample_rate = 0}};
  FakeStarter starter;
  Sink sink;
  Cores cores;
  std::set<std::int64_t> times;
  VariantFeed feed;
};

TEST(VariantFeed, a_worker_is_fed_from_a_key_frame_on_and_its_frames_come_back) {
  Rig rig;
  rig.play(seconds(1));
  EXPECT_EQ(rig.starter.started, 1);
  EXPECT_TRUE(rig.starter.begins.empty()) << "not before it has shut itself in";
  rig.starter.hello();
  ASSERT_EQ(rig.starter.begins.size(), 1U);
  EXPECT_EQ(rig.starter.begins[0].height, 480);
  rig.play(seconds(2));
  ASSERT_FALSE(rig.starter.feeds.empty());
  EXPECT_TRUE(rig.starter.feeds[0].key);
  rig.starter.config();
  rig.answer_all();
  ASSERT_GE(rig.sink.frames.size(), 25U);
  EXPECT_EQ(rig.sink.frames[0]->config->width, 854U);
  EXPECT_EQ(rig.sink.frames[0]->dts, rig.sink.frames[0]->pts);
}

TEST(VariantFeed, small_pictures_and_enormous_ones_are_left_alone) {
  for (const auto& [width, height] :
       {std::pair(640U, 480U), std::pair(3840U, 2160U), std::pair(854U, 599U)}) {
    Rig rig(width, height);
    rig.play(seconds(4));
    EXPECT_EQ(rig.starter.started, 0) << width;
  }
  Rig upright(720, 1280);
  upright.play(seconds(1));
  upright.starter.hello();
  EXPECT_EQ(upright.starter.begins.at(0).height, 853);
}

TEST(VariantFeed, without_a_spare_core_there_is_none) {
  for (const auto& [cpus, load] : {std::pair(1U, 0.0), std::pair(2U, 1.1)}) {
    Cores machine(cpus, load);
    Rig rig(1280, 720, &machine);
    rig.play(seconds(4));
    EXPECT_EQ(rig.starter.started, 0);
  }
  Cores two;
  Rig first(1280, 720, &two), second(1280, 720, &two);
  first.play(seconds(2));
  second.play(seconds(2));
  EXPECT_EQ(first.starter.started, 1);
  EXPECT_EQ(second.starter.started, 0) << "half of the processors at most";
  first.stream.end();
  second.play(seconds(2));
  EXPECT_EQ(second.starter.started, 1);
}

TEST(VariantFeed, a_crash_is_told_and_another_worker_comes_after_a_minute) {
  Rig rig;
  rig.running();
  rig.starter.die();
  EXPECT_EQ(rig.sink.lost, 1);
  EXPECT_EQ(rig.starter.alive, 0);
  rig.play(seconds(58));
  EXPECT_EQ(rig.starter.started, 1);
  rig.play(seconds(4));
  EXPECT_EQ(rig.starter.started, 2);
  rig.starter.die();
  rig.play(seconds(116));
  EXPECT_EQ(rig.starter.started, 2) << "after twice as long";
  rig.play(seconds(8));
  EXPECT_EQ(rig.starter.started, 3);
}

TEST(VariantFeed, one_that_falls_two_seconds_behind_is_let_go) {
  Rig rig;
  rig.running();
  rig.play(seconds(1));
  EXPECT_EQ(rig.starter.alive, 1);
  rig.play(seconds(2));
  EXPECT_EQ(rig.starter.alive, 0);
  EXPECT_EQ(rig.sink.lost, 1);
}

TEST(VariantFeed, one_that_never_says_hello_is_let_go) {
  Rig rig;
  rig.play(seconds(20));
  EXPECT_EQ(rig.starter.alive, 1);
  rig.play(seconds(4));
  EXPECT_EQ(rig.starter.alive, 0);
}

TEST(VariantFeed, nonsense_ends_the_worker_and_goes_no_further) {
  using Say = std::function<void(Rig&)>;
  const std::vector<Say> nonsense{
      [](Rig& rig) { rig.starter.hello(); },
      [](Rig& rig) { rig.starter.config(); },
      [](Rig& rig) { rig.starter.frame(0); },
      [](Rig& rig) { rig.starter.frame(rig.sink.frames.back()->pts.count()); },
      [](Rig& rig) { rig.starter.frame(std::int64_t{1} << 50); },
      [](Rig& rig) { rig.starter.say(worker::write(worker::NotDrawn{1})); },
      [](Rig& rig) {
        const std::int64_t next = rig.sink.frames.back()->pts.count() + 1;
        rig.starter.say(worker::write(worker::SmallFrame{next, false, SharedBytes(Bytes{0, 0, 0, 9, 1})}));
      },
  };
  for (const Say& say : nonsense) {
    Rig rig;
    rig.running();
    const std::size_t before = rig.sink.frames.size();
    say(rig);
    EXPECT_EQ(rig.sink.frames.size(), before);
    EXPECT_EQ(rig.starter.alive, 0);
    EXPECT_EQ(rig.sink.lost, 1);
  }
}

TEST(VariantFeed, another_stream_than_before_gets_another_worker_at_once) {
  Rig rig;
  rig.running();
  rig.encoder.use_video(synthetic_video_config(1920, 1080));
  auto other = std::make_shared<TrackConfig>(*rig.encoder.video_config);
  other->decoder_config = SharedBytes(Bytes{1, 0x64, 0, 0x28, 0xff, 0xe1, 0, 0, 1, 0, 0});
  rig.encoder.use_video(other);
  rig.answer_all();
  rig.play(seconds(2));
  EXPECT_EQ(rig.starter.started, 2);
  EXPECT_EQ(rig.starter.alive, 1);
}

TEST(VariantFeed, when_the_class_is_over_so_is_its_worker) {
  Rig rig;
  rig.running();
  rig.stream.end();
  EXPECT_EQ(rig.starter.alive, 0);
}

}  // namespace
}  // namespace lyceum::media
