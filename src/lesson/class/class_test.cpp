#include "lesson/class/class.hpp"

#include "base/flow/manual_loop.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {

// Classes::Class is private to Classes; the test stands in for it.
class ClassTest : public ::testing::Test {
 protected:
  struct Watcher final : ClassWatcher {
    void stream_opened(const Lesson&, media::Stream& opened) override { stream = &opened; }
    void stream_closed(LessonId) override { stream = nullptr; }
    void encoder(LessonId, bool on, std::optional<Utc> until) override {
      seen += on ? "on " : "off ";
      back_by = until;
    }
    void moved(LessonId, State) override {}
    void cut(LessonId, const std::string&) override {}
    media::Stream* stream = nullptr;
    std::string seen;
    std::optional<Utc> back_by;
  };

  // An encoder from that address; its cut is noted.
  Result<void> arrive(std::uint64_t number, const std::string& remote) {
    Classes::Class::Encoder encoder;
    encoder.number = number;
    encoder.info.remote = remote;
    encoder.where = &loop_;
    encoder.cut = [this, number](media::SendOff why) {
      cut_ += std::to_string(number) + " ";
      told_ = why.words;
    };
    auto answer = class_.admit(std::move(encoder), clock_.mono(), clock_.utc());
    loop_.run();
    return answer;
  }
  void send(std::uint64_t number) {
    auto frame = std::make_shared<media::Frame>();
    auto config = std::make_shared<media::TrackConfig>();
    config->kind = media::TrackKind::audio;
    config->codec = media::Codec::aac;
    frame->config = config;
    frame->key = true;
    frame->payload = SharedBytes("x");
    class_.frame(number, frame, clock_.mono());
  }
  static Lesson lesson() {
    Lesson lesson;
    lesson.id = LessonId{7};
    lesson.state = State::live;
    return lesson;
  }

  ManualLoop loop_;
  ManualClock clock_;
  Watcher watcher_;
  std::string cut_, told_;
  Classes::Class class_{loop_, watcher_, lesson(), std::chrono::seconds(90)};
};

namespace {

TEST_F(ClassTest, an_encoder_that_returns_takes_over_at_once_and_the_room_sees_no_break) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  send(1);
  ASSERT_TRUE(arrive(2, "10.0.0.1"));
  EXPECT_EQ(cut_, "1 ");
  EXPECT_EQ(watcher_.seen, "on ");
  // The old connection ends late: it is nobody's business any more.
  class_.left(1, clock_.mono(), clock_.utc());
  EXPECT_TRUE(class_.publishing());
  EXPECT_EQ(watcher_.seen, "on ");
}

TEST_F(ClassTest, a_second_encoder_from_elsewhere_is_refused_while_the_first_sends_and_is_remembered) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  send(1);
  const auto second = arrive(2, "10.0.0.2");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "stream_busy");
  EXPECT_EQ(cut_, "");
  ASSERT_TRUE(class_.status(clock_.mono()).refused);
  EXPECT_EQ(class_.status(clock_.mono()).refused->remote, "10.0.0.2");
}

TEST_F(ClassTest, a_silent_encoder_is_replaced_from_another_address) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  send(1);
  clock_.advance(Classes::kSilent);
  EXPECT_TRUE(arrive(2, "10.0.0.2"));
  EXPECT_EQ(cut_, "1 ");
  EXPECT_EQ(class_.status(clock_.mono()).publisher.remote, "10.0.0.2");
}

TEST_F(ClassTest, frames_of_an_encoder_that_was_replaced_are_ignored) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  ASSERT_TRUE(arrive(2, "10.0.0.1"));
  send(1);
  EXPECT_FALSE(class_.status(clock_.mono()).health.stats.audio);
  send(2);
  EXPECT_TRUE(class_.status(clock_.mono()).health.stats.audio);
}

TEST_F(ClassTest, an_encoder_that_leaves_turns_the_stream_off_and_may_return) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  class_.left(1, clock_.mono(), clock_.utc());
  EXPECT_EQ(watcher_.seen, "on off ");
  EXPECT_FALSE(class_.status(clock_.mono()).publishing);
  ASSERT_TRUE(arrive(2, "10.0.0.9"));
  EXPECT_EQ(watcher_.seen, "on off on ");
}

TEST_F(ClassTest, an_encoder_that_goes_during_the_class_is_expected_back_within_the_grace_time) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  EXPECT_FALSE(watcher_.back_by);
  class_.left(1, clock_.mono(), clock_.utc());
  EXPECT_EQ(watcher_.back_by, clock_.utc() + std::chrono::seconds(90));
  EXPECT_EQ(class_.status(clock_.mono()).back_by, watcher_.back_by);
  ASSERT_TRUE(arrive(2, "10.0.0.1"));
  EXPECT_FALSE(class_.status(clock_.mono()).back_by);
  class_.state = State::scheduled;
  class_.left(2, clock_.mono(), clock_.utc());
  EXPECT_FALSE(watcher_.back_by) << "nobody waits before the class has begun";
}

TEST_F(ClassTest,
       an_encoder_that_an_operator_sends_away_is_told_and_the_studio_reads_why_until_another_comes) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  class_.kick("wrong picture", clock_.mono(), clock_.utc());
  loop_.run();
  EXPECT_EQ(cut_, "1 ");
  EXPECT_EQ(told_, "wrong picture");
  EXPECT_EQ(watcher_.seen, "on off ");
  const StreamStatus status = class_.status(clock_.mono());
  EXPECT_FALSE(status.publishing);
  ASSERT_TRUE(status.kicked);
  EXPECT_EQ(status.kicked->words, "wrong picture");
  send(1);  // what was still on its way
  EXPECT_FALSE(class_.status(clock_.mono()).health.stats.audio);
  ASSERT_TRUE(arrive(2, "10.0.0.1"));
  EXPECT_FALSE(class_.status(clock_.mono()).kicked);
}

TEST_F(ClassTest, the_seconds_of_the_series_are_those_of_the_clock) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  const auto began = utc_millis(clock_.utc()) / 1000;
  for (int i = 0; i < 50; ++i) {
    send(1);
    clock_.advance(std::chrono::milliseconds(100));
  }
  const StreamStatus status = class_.status(clock_.mono());
  EXPECT_EQ(status.newest_second, began + 4);
  EXPECT_EQ(status.health.series.size(), 5U);
  EXPECT_EQ(status.health.series.back(0).audio_frames, 10);
}

TEST_F(ClassTest, what_cannot_be_carried_is_told_for_the_present_encoder_only_and_bounded) {
  ASSERT_TRUE(arrive(1, "10.0.0.1"));
  for (int i = 0; i < 20; ++i) class_.problem(1, malformed("audio_mp3", ""));
  class_.problem(2, malformed("other", ""));
  EXPECT_EQ(class_.status(clock_.mono()).problems.size(), 8U);
  ASSERT_TRUE(arrive(3, "10.0.0.1"));
  EXPECT_TRUE(class_.status(clock_.mono()).problems.empty());
}

}  // namespace
}  // namespace lyceum::lesson
