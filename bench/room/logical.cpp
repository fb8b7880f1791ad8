#include "bench/room/logical.hpp"

#include "base/flow/manual_loop.hpp"
#include "bench/measure/loopback.hpp"
#include "bench/measure/process.hpp"
#include "bench/room/slope.hpp"
#include "room/door/live_room.hpp"
#include "room/feed/memory_log.hpp"
#include "room/presence/memory_stays.hpp"

#include <unistd.h>

namespace lyceum::bench {
namespace {

using namespace room;

constexpr LessonId lesson{1};

// What stands in for sockets: each seat holds the last frame that it was given.
class Seats final : public Halls {
 public:
  std::vector<SharedBytes> seats;
  std::function<void()> on_flush;
  std::uint64_t deliveries = 0;

  void welcome(GuestId guest, Welcome welcome) override {
    if (guest.slot() >= seats.size()) seats.resize(guest.slot() + 1);
    seats[guest.slot()] = welcome.frames.back();
  }
  void send(GuestId guest, SharedBytes frame) override { seats[guest.slot()] = std::move(frame); }
  void answer(GuestId, SharedBytes) override {}
  void close(GuestId, Farewell) override {}
  void flush(std::size_t, LessonId, Feed::Frames frames) override {
    for (SharedBytes& seat : seats) seat = frames.everyone;
    deliveries += seats.size();
    on_flush();
  }
};

class Hall {
 public:
  Hall() {
    seats_.on_flush = [this] { loop_.post([this] { room_->swept(std::chrono::nanoseconds(0)); }); };
    const auto opened = loop_.run_task(log_.open(lesson, "bench"));
    room_ = std::make_unique<LiveRoom>(RoomGround{log_, stays_, seats_, loop_, clock_}, lesson, *opened,
                                       Progress{Phase::live, false}, std::vector<Stayed>());
  }

  void grow(std::uint32_t people) {
    for (; people_ < people; ++people_)
      room_->enter({GuestId::make(0, people_, people_ + 1), standing(people_), {}});
    pass(std::chrono::seconds(5));
  }
  // One comment, and the flush that brings it to everybody.
  void say(std::uint32_t who, std::string text) {
    room_->ask({GuestId::make(0, who, who + 1), standing(who).person->id, 1, Language::en,
                SendComment{.text = std::move(text)}});
    pass(milliseconds(100));
  }
  std::uint64_t deliveries() const { return seats_.deliveries; }

 private:
  static Standing standing(std::uint32_t number) {
    return {Person{AccountId{number + 1}, "Learner " + std::to_string(number), Role::learner}, true, false};
  }
  void pass(std::chrono::nanoseconds time) {
    for (const milliseconds step(50); time.count() > 0; time -= step) {
      clock_.advance(step);
      loop_.advance(step);
    }
  }

  ManualLoop loop_;
  Mailbox::Scope scope_{loop_};
  ManualClock clock_;
  MemoryLog log_;
  MemoryStays stays_;
  Seats seats_;
  std::uint32_t people_ = 0;
  std::unique_ptr<LiveRoom> room_;
};

}  // namespace

Report run_logical(const LogicalLoad& load) {
  Hall hall;
  std::vector<Point> weighed;
  const double before_s = own_cpu_seconds();
  for (const double share : {0.25, 0.5, 1.0}) {
    hall.grow(static_cast<std::uint32_t>(load.sockets * share));
    weighed.push_back({load.sockets * share, anonymous_kb(::getpid())});
  }
  const double entered_s = own_cpu_seconds() - before_s;
  const std::uint64_t deliveries_before = hall.deliveries();
  const double cpu_before = own_cpu_seconds();
  for (int i = 0; i < load.comments; ++i)
    hall.say(static_cast<std::uint32_t>(i), std::string(static_cast<std::size_t>(load.size), 'x'));
  Report report;
  report.unit = "sockets";
  report.count = report.playing = load.sockets;
  report.cpu_s = own_cpu_seconds() - cpu_before;
  const auto deliveries = static_cast<double>(hall.deliveries() - deliveries_before);
  const double due = static_cast<double>(load.sockets) * load.comments;
  report.loss = 1 - deliveries / due;
  report.per_core = deliveries / report.cpu_s;
  report.kb_per_viewer = slope(weighed);
  report.more = {{"deliveries", deliveries},
                 {"ns_a_delivery", report.cpu_s * 1e9 / deliveries},
                 {"us_to_enter", entered_s * 1e6 / load.sockets}};
  return report;
}

}  // namespace lyceum::bench
