// A room on a loop without a thread, with clients one can talk to. For tests only.
#pragma once

#include "base/flow/manual_loop.hpp"
#include "room/door/fake_halls.hpp"
#include "room/feed/memory_log.hpp"
#include "room/presence/memory_stays.hpp"

namespace lyceum::room {

inline Standing person(std::int64_t id, Role role = Role::learner) {
  return {Person{AccountId{id}, "P" + std::to_string(id), role}, true, role >= Role::assistant};
}

class LiveRoomTest : public ::testing::Test {
 protected:
  ManualLoop loop;
  Mailbox::Scope scope{loop};
  ManualClock clock;
  MemoryLog log;
  MemoryStays stays;
  FakeHalls halls;
  std::unique_ptr<LiveRoom> room;
  std::uint32_t serial = 0;
  std::chrono::nanoseconds sweep{0};  // how long each takes
  int comments_shown = CommentSampler::a_second_usually;

  LiveRoomTest() {
    halls.on_flush = [this] {
      loop.post([this] {
        if (room) room->swept(sweep);
      });
    };
    open();
  }

  void open(Progress facts = {Phase::live, false}) {
    auto opened = loop.run_task(log.open(LessonId{7}, "epoch"));
    const auto stayed = loop.run_task(stays.saved(LessonId{7}));
    RoomGround ground{log, stays, halls, loop, clock};
    ground.comments_shown = comments_shown;
    ground.deck = [](LessonId, std::int64_t document) -> Task<Result<std::optional<Deck>>> {
      co_return document == 1 || document == 2 ? std::optional(Deck{document, 4}) : std::nullopt;
    };
    room = std::make_unique<LiveRoom>(std::move(ground), LessonId{7}, *opened, facts, *stayed);
  }
  // As after kill -9: what was under way is lost, all sockets are gone.
  void restart() {
    settle();
    room.reset();
    halls.clients.clear();
    open();
  }

  // Time goes by in steps small enough for every timer.
  void pass(std::chrono::milliseconds time) {
    for (; time.count() > 0; time -= milliseconds(5)) {
      clock.advance(milliseconds(5));
      loop.advance(milliseconds(5));
    }
  }
  // Until all counters have been told.
  void settle() { pass(milliseconds(2500)); }

  GuestId enter(const Standing& who, std::optional<ResumePoint> resume = {}, std::size_t hall = 0) {
    const GuestId id = GuestId::make(hall, serial, serial + 1);
    ++serial;
    FakeClient& client = halls.clients[id];
    if (who.person) client.account = who.person->id;
    if (resume) client.upto = resume->after;
    room->enter({id, who, std::move(resume)});
    return id;
  }
  // The line breaks; what the client knows stays with the caller.
  FakeClient drop(GuestId id) {
    FakeClient client = std::move(halls.clients.at(id));
    halls.clients.erase(id);
    room->leave(id, client.account);
    return client;
  }
  FakeClient& client(GuestId id) { return halls.clients.at(id); }

  void ask(GuestId id, Command command) {
    room->ask({id, client(id).account, 1, Language::en, std::move(command)});
  }
  void say(GuestId id, std::string text) { ask(id, SendComment{.text = std::move(text)}); }
  std::vector<std::string> texts(const FakeClient& of) {
    std::vector<std::string> said;
    for (const auto& event : of.events)
      if (event.at("type").as_string() == "comment") said.emplace_back(event.at("text").as_string());
    return said;
  }
};

}  // namespace lyceum::room
