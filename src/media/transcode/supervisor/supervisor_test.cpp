#include "media/transcode/supervisor/supervisor.hpp"

#include "base/flow/manual_loop.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using std::chrono::seconds;

const Bytes smallest_jpeg{0xFF, 0xD8, 0xFF, 0xD9};

ByteView body_of(const Bytes& message) { return ByteView(message).subspan(4); }

// Workers as the test wants them to be: it speaks for them.
class FakeStarter final : public WorkerStarter {
 public:
  Result<std::unique_ptr<WorkerProcess>> start(WorkerEvents& events) override {
    ++started;
    if (broken) return Failure(internal_error("no"));
    events_ = &events;
    return std::make_unique<Process>(*this);
  }
  bool say(const Bytes& message) { return events_->on_message(body_of(message)); }
  void hello() { say(worker::write(worker::Hello{})); }
  void drawn(std::uint16_t width = 160, std::uint16_t height = 90, Bytes jpeg = smallest_jpeg) {
    say(worker::write(worker::Drawn{orders.back().job, {{width, height, SharedBytes(std::move(jpeg))}}}));
  }
  void die(WorkerEnd how = WorkerEnd::crashed, int code = 0) {
    events_->on_gone({.how = how, .code = code, .why = "test"});
  }

  int started = 0, alive = 0;
  bool broken = false;
  std::vector<worker::Draw> orders;

 private:
  class Process final : public WorkerProcess {
   public:
    explicit Process(FakeStarter& starter) : starter_(starter) { ++starter_.alive; }
    ~Process() override { --starter_.alive; }
    void send(std::vector<SharedBytes> pieces) override {
      Bytes all;
      for (const SharedBytes& piece : pieces) all.insert(all.end(), piece.view().begin(), piece.view().end());
      starter_.orders.push_back(std::get<worker::Draw>(worker::read_to_worker(body_of(all)).value()));
    }
    std::chrono::microseconds cpu() const override { return {}; }

   private:
    FakeStarter& starter_;
  };
  WorkerEvents* events_ = nullptr;
};

struct Rig {
  ManualLoop loop;
  FakeStarter starter;
  std::string seen;  // written to until the supervisor is gone
  Supervisor supervisor{loop, starter, {.waiting_max = 3}};

  void order(const std::string& name = "") {
    worker::Draw draw;
    draw.config = SharedBytes("c");
    draw.key_frame = SharedBytes("k");
    draw.wishes = {{160, 90, 5'000}};
    supervisor.draw(std::move(draw), [this, name](const Result<Supervisor::Pictures>& pictures) {
      seen += name + (pictures ? "drawn " : std::string(pictures.error().code) + " ");
    });
  }
  // A worker that has answered once.
  void working_well() {
    order();
    starter.hello();
    starter.drawn();
    seen.clear();
  }
};

TEST(Supervisor, a_worker_is_started_when_there_is_something_to_draw) {
  Rig rig;
  EXPECT_EQ(rig.starter.started, 0);
  rig.order();
  EXPECT_EQ(rig.starter.started, 1);
  EXPECT_TRUE(rig.starter.orders.empty()) << "not before it has shut itself in";
  rig.starter.hello();
  rig.starter.drawn();
  EXPECT_EQ(rig.seen, "drawn ");
}

TEST(Supervisor, one_order_goes_after_the_other) {
  Rig rig;
  for (const char* name : {"a:", "b:"}) rig.order(name);
  rig.starter.hello();
  EXPECT_EQ(rig.starter.orders.size(), 1U);
  rig.starter.drawn();
  EXPECT_EQ(rig.starter.orders.size(), 2U);
  rig.starter.say(worker::write(worker::NotDrawn{rig.starter.orders.back().job}));
  EXPECT_EQ(rig.seen, "a:drawn b:bad_picture ");
  EXPECT_EQ(rig.starter.started, 1) << "a broken picture is no fault of the worker";
}

TEST(Supervisor, too_many_orders_are_turned_away) {
  Rig rig;
  for (int i = 0; i < 5; ++i) rig.order();
  EXPECT_EQ(rig.seen, "worker_busy worker_busy ");
}

TEST(Supervisor, a_crash_costs_the_order_and_those_that_wait_and_another_worker_comes) {
  Rig rig;
  for (const char* name : {"a:", "b:"}) rig.order(name);
  rig.starter.hello();
  rig.starter.die();
  EXPECT_EQ(rig.seen, "a:worker_gone b:worker_gone ");
  EXPECT_EQ(rig.starter.alive, 0);
  rig.order("c:");
  EXPECT_EQ(rig.seen, "a:worker_gone b:worker_gone c:worker_gone ") << "it rests";
  rig.loop.advance(seconds(1));
  rig.order();
  EXPECT_EQ(rig.starter.started, 2);
}

TEST(Supervisor, the_rest_doubles_up_to_a_minute_and_is_short_again_after_a_picture) {
  Rig rig;
  for (const int pause : {1, 2, 4, 8, 16, 32, 60, 60}) {
    rig.order();
    rig.starter.hello();
    rig.starter.die();
    const int before = rig.starter.started;
    rig.loop.advance(seconds(pause) - std::chrono::milliseconds(1));
    rig.order();
    EXPECT_EQ(rig.starter.started, before) << pause;
    rig.loop.advance(std::chrono::milliseconds(1));
  }
  rig.working_well();
  rig.order();
  rig.starter.die();
  rig.loop.advance(seconds(1));
  const int before = rig.starter.started;
  rig.order();
  EXPECT_EQ(rig.starter.started, before + 1);
}

TEST(Supervisor, a_worker_that_hangs_is_killed) {
  Rig rig;
  rig.order();
  rig.loop.advance(seconds(20));
  EXPECT_EQ(rig.seen, "worker_gone ") << "it never said hello";
  EXPECT_EQ(rig.starter.alive, 0);
  rig.loop.advance(seconds(1));
  rig.working_well();
  rig.order();
  rig.loop.advance(seconds(10));
  EXPECT_EQ(rig.seen, "worker_gone ");
  EXPECT_EQ(rig.starter.alive, 0);
}

TEST(Supervisor, what_was_not_asked_for_ends_the_worker) {
  using Say = std::function<void(FakeStarter&)>;
  const std::vector<Say> nonsense{
      [](FakeStarter& w) {
        w.say({0, 0, 0, 1, 99});
      },
      [](FakeStarter& w) { w.hello(); },
      [](FakeStarter& w) { w.say(worker::write(worker::NotDrawn{w.orders.back().job + 1})); },
      [](FakeStarter& w) { w.drawn(161, 90); },
      [](FakeStarter& w) { w.drawn(160, 91); },
      [](FakeStarter& w) {
        Bytes large(5'001);
        std::ranges::copy(smallest_jpeg, large.begin());
        std::ranges::copy(smallest_jpeg, large.end() - 4);
        w.drawn(160, 90, large);
      },
      [](FakeStarter& w) {
        const worker::Picture one{16, 9, SharedBytes(smallest_jpeg)};
        w.say(worker::write(worker::Drawn{w.orders.back().job, {one, one}}));
      },
  };
  for (const Say& say : nonsense) {
    Rig rig;
    rig.working_well();
    rig.order();
    say(rig.starter);
    EXPECT_EQ(rig.seen, "worker_gone ");
    EXPECT_EQ(rig.starter.alive, 0);
  }
  Rig rig;
  rig.working_well();
  rig.starter.drawn();  // a second time
  EXPECT_EQ(rig.starter.alive, 0);
}

TEST(Supervisor, a_worker_without_work_is_let_go_and_none_is_missed) {
  Rig rig;
  rig.working_well();
  rig.loop.advance(seconds(119));
  EXPECT_EQ(rig.starter.alive, 1);
  rig.loop.advance(seconds(1));
  EXPECT_EQ(rig.starter.alive, 0);
  rig.working_well();
  EXPECT_EQ(rig.starter.started, 2) << "and it did not have to rest";
}

TEST(Supervisor, where_the_machine_cannot_have_a_worker_it_is_tried_once_an_hour) {
  Rig rig;
  rig.order();
  rig.starter.die(WorkerEnd::exited, static_cast<int>(worker::Exit::codec_missing));
  rig.loop.advance(seconds(3599));
  rig.order();
  EXPECT_EQ(rig.starter.started, 1);
  rig.loop.advance(seconds(1));
  rig.order();
  EXPECT_EQ(rig.starter.started, 2);
}

TEST(Supervisor, one_that_cannot_be_started_is_tried_again_later) {
  Rig rig;
  rig.starter.broken = true;
  rig.order();
  EXPECT_EQ(rig.seen, "worker_gone ");
  rig.starter.broken = false;
  rig.loop.advance(seconds(1));
  rig.working_well();
}

TEST(Supervisor, at_the_end_everybody_is_answered) {
  Rig rig;
  for (int i = 0; i < 3; ++i) rig.order();
  rig.starter.hello();
  rig.supervisor.close();
  EXPECT_EQ(rig.seen, "worker_gone worker_gone worker_gone ");
  rig.order();
  EXPECT_EQ(rig.seen, "worker_gone worker_gone worker_gone worker_gone ");
  EXPECT_EQ(rig.starter.alive, 0);
}

TEST(Supervisor, whoever_is_answered_may_order_again_at_once) {
  Rig rig;
  worker::Draw draw;
  draw.config = SharedBytes("c");
  draw.key_frame = SharedBytes("k");
  draw.wishes = {{160, 90, 5'000}};
  rig.supervisor.draw(std::move(draw), [&](const Result<Supervisor::Pictures>&) { rig.order("second:"); });
  rig.starter.hello();
  rig.starter.drawn();
  rig.starter.drawn();
  EXPECT_EQ(rig.seen, "second:drawn ");
}

}  // namespace
}  // namespace lyceum::media
