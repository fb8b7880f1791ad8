#include "media/transcode/picture/live_pictures.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using std::chrono::seconds;

constexpr LessonId lesson{7};

class FakeDrawer final : public Drawer {
 public:
  void draw(worker::Draw order, Supervisor::Done done) override {
    orders.push_back(std::move(order));
    waiting.push_back(std::move(done));
  }
  void answer(Result<Supervisor::Pictures> made) {
    auto done = std::move(waiting.front());
    waiting.erase(waiting.begin());
    done(std::move(made));
  }
  void draw_all() {
    while (!waiting.empty())
      answer(Supervisor::Pictures{{480, 270, SharedBytes("jpeg")}, {160, 90, SharedBytes("tile")}});
  }
  std::vector<worker::Draw> orders;
  std::vector<Supervisor::Done> waiting;
};

struct Tiles final : TileTaker {
  void tile(LessonId, Utc taken, const SharedBytes& jpeg) override {
    EXPECT_EQ(as_text(jpeg.view()), "tile");
    times.push_back(taken);
  }
  std::vector<Utc> times;
};

// Everything on the thread of the test: the reactors do not run.
struct Rig {
  ManualClock clock;
  net::ReactorPool reactors{1};
  FakeDrawer drawer;
  Tiles tiles;
  LivePictures pictures{reactors, &drawer, tiles, clock};
  Stream stream{reactors.at(0)};
  SyntheticStream encoder;

  Rig() { stream.publisher_arrived(clock.mono()); }
  ~Rig() { pictures.close(lesson); }
  // Group by group of two seconds.
  void play(seconds length) {
    for (seconds left = length; left.count() > 0; left -= seconds(2)) {
      for (const FramePtr& frame : encoder.take(seconds(2))) {
        auto arrived = std::make_shared<Frame>(*frame);
        arrived->arrived = clock.mono();
        stream.publish(arrived, clock.mono());
      }
      clock.advance(seconds(2));
    }
  }
};

TEST(LivePictures, one_of_each_class_in_ten_seconds) {
  Rig rig;
  rig.pictures.open(lesson, rig.stream, true);
  EXPECT_FALSE(rig.pictures.find(lesson));
  for (int i = 0; i < 3; ++i) {
    rig.play(seconds(10));
    rig.drawer.draw_all();
  }
  EXPECT_EQ(rig.drawer.orders.size(), 3U);
  ASSERT_TRUE(rig.pictures.find(lesson));
  EXPECT_EQ(as_text(rig.pictures.find(lesson)->jpeg.view()), "jpeg");
  EXPECT_EQ(rig.pictures.find(lesson)->taken, rig.clock.utc() - seconds(10));
  ASSERT_EQ(rig.tiles.times.size(), 3U);
  EXPECT_EQ(rig.tiles.times[2], rig.pictures.find(lesson)->taken);
}

TEST(LivePictures, a_rehearsal_is_not_pictured) {
  Rig rig;
  rig.pictures.open(lesson, rig.stream, false);
  rig.play(seconds(20));
  EXPECT_TRUE(rig.drawer.orders.empty());
  rig.pictures.begin(lesson);
  EXPECT_TRUE(rig.drawer.orders.empty()) << "the picture at hand is the rehearsal's";
  rig.play(seconds(2));
  EXPECT_EQ(rig.drawer.orders.size(), 1U);
}

TEST(LivePictures, what_was_at_hand_when_it_joined_is_as_old_as_it_is) {
  Rig rig;
  rig.play(seconds(2));
  rig.pictures.open(lesson, rig.stream, true);
  rig.drawer.draw_all();
  ASSERT_TRUE(rig.pictures.find(lesson));
  EXPECT_EQ(rig.pictures.find(lesson)->taken, rig.clock.utc() - seconds(2));
}

TEST(LivePictures, the_old_picture_stays_when_the_next_cannot_be_made_and_that_is_tried_more_seldom) {
  Rig rig;
  rig.pictures.open(lesson, rig.stream, true);
  rig.play(seconds(10));
  rig.drawer.draw_all();
  const Utc taken = rig.pictures.find(lesson)->taken;
  rig.play(seconds(2));
  rig.drawer.answer(Failure(malformed("worker_gone", "")));
  rig.play(seconds(16));
  EXPECT_EQ(rig.drawer.orders.size(), 2U);
  rig.play(seconds(4));
  EXPECT_EQ(rig.drawer.orders.size(), 3U);
  EXPECT_EQ(rig.pictures.find(lesson)->taken, taken);
}

TEST(LivePictures, a_class_that_is_over_has_none_whatever_still_arrives) {
  Rig rig;
  rig.pictures.open(lesson, rig.stream, true);
  rig.play(seconds(4));
  rig.drawer.draw_all();
  rig.play(seconds(10));
  EXPECT_FALSE(rig.drawer.waiting.empty());
  rig.pictures.close(lesson);
  rig.drawer.draw_all();
  EXPECT_FALSE(rig.pictures.find(lesson));
}

TEST(LivePictures, an_answer_for_the_stream_before_is_not_shown) {
  Rig rig;
  rig.pictures.open(lesson, rig.stream, true);
  rig.play(seconds(2));
  rig.pictures.open(lesson, rig.stream, false);
  rig.drawer.draw_all();
  EXPECT_FALSE(rig.pictures.find(lesson));
}

TEST(LivePictures, switched_off_there_are_none) {
  Rig rig;
  LivePictures off(rig.reactors, nullptr, rig.tiles, rig.clock);
  off.open(lesson, rig.stream, true);
  rig.play(seconds(20));
  EXPECT_FALSE(off.find(lesson));
  off.close(lesson);
}

}  // namespace
}  // namespace lyceum::media
