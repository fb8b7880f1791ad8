// Coming back after a broken line: the cases in which other systems' recovery failed, each a test here.
#include "room/door/live_room_fixture.hpp"
#include "room/feed/look_back.hpp"

#include <random>

#include <boost/json/serialize.hpp>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

class ResumeTest : public LiveRoomTest {
 protected:
  GuestId staff = enter(person(1, Role::lecturer));
  ResumeTest() { settle(); }

  // Drops the line, lets `meanwhile` happen, and comes back where it stopped; what was known before is kept.
  template <class Meanwhile>
  GuestId reconnect(GuestId id, const Standing& who, Meanwhile meanwhile) {
    FakeClient before = drop(id);
    meanwhile();
    const GuestId again = enter(who, before.stopped());
    pass(100ms);
    FakeClient& now = client(again);
    now.events.insert(now.events.begin(), before.events.begin(), before.events.end());
    return again;
  }
};

TEST_F(ResumeTest, works_for_someone_who_received_nothing_but_the_hello) {
  GuestId a = enter(person(5));
  a = reconnect(a, person(5), [&] {
    say(staff, "missed");
    settle();
  });
  EXPECT_TRUE(client(a).resumed());
  EXPECT_EQ(texts(client(a)), Texts{"missed"});
}

TEST_F(ResumeTest, moves_the_offset_on_so_that_a_second_drop_replays_nothing_twice) {
  GuestId a = enter(person(5));
  settle();
  for (const char* text : {"one", "two", "three"}) {
    a = reconnect(a, person(5), [&] {
      say(staff, text);
      settle();
    });
    EXPECT_TRUE(client(a).resumed());
  }
  EXPECT_EQ(texts(client(a)), (Texts{"one", "two", "three"}));
}

TEST_F(ResumeTest, is_not_disturbed_by_answers_and_personal_frames) {
  GuestId a = enter(person(5));
  settle();
  ask(a, ListPeople{});
  say(a, "");
  room->restand({Person{AccountId{5}, "P5", Role::guest}, true, false});
  a = reconnect(a, person(5), [&] {
    say(staff, "missed");
    settle();
  });
  EXPECT_EQ(texts(client(a)), Texts{"missed"});
}

TEST_F(ResumeTest, works_after_a_long_silence) {
  GuestId a = enter(person(5));
  pass(60s);
  a = reconnect(a, person(5), [&] { pass(120s); });
  EXPECT_TRUE(client(a).resumed());
}

TEST_F(ResumeTest, works_when_the_line_returns_before_the_commit_does) {
  GuestId a = enter(person(5));
  settle();
  log.hold = true;
  say(staff, "under way");
  a = reconnect(a, person(5), [] {});
  EXPECT_TRUE(client(a).resumed());
  log.release();
  pass(100ms);
  EXPECT_EQ(texts(client(a)), Texts{"under way"});
}

TEST_F(ResumeTest, says_so_and_gives_the_state_when_too_much_was_missed) {
  const GuestId a = enter(person(5));
  settle();
  const FakeClient before = drop(a);
  for (std::size_t i = 0; i < kRecentRows; ++i) {
    room->tell(TurnStream{i % 2 == 0});
    pass(5ms);
  }
  settle();
  const GuestId again = enter(person(5), before.stopped());
  EXPECT_FALSE(client(again).resumed());
  EXPECT_TRUE(client(again).hello.contains("state"));
}

TEST_F(ResumeTest, works_over_a_restart_of_the_server) {
  GuestId a = enter(person(5));
  say(staff, "before");
  settle();
  const FakeClient before = std::move(client(a));
  restart();
  staff = enter(person(1, Role::lecturer));
  say(staff, "after");
  settle();
  a = enter(person(5), before.stopped());
  EXPECT_TRUE(client(a).resumed());
  EXPECT_EQ(texts(client(a)), Texts{"after"});
}

TEST_F(ResumeTest, from_a_position_that_never_was_gives_the_state) {
  const GuestId a = enter(person(5), ResumePoint{"epoch", 1'000'000});
  EXPECT_FALSE(client(a).resumed());
  const GuestId b = enter(person(5), ResumePoint{"another", 1});
  EXPECT_FALSE(client(b).resumed());
}

TEST_F(ResumeTest, does_not_bring_a_deleted_comment_back) {
  GuestId a = enter(person(5));
  settle();
  a = reconnect(a, person(5), [&] {
    say(staff, "regretted");
    pass(100ms);
    ask(staff, DeleteComment{.n = static_cast<Offset>(client(staff).answer.at("ok").at("n").as_int64())});
    settle();
  });
  EXPECT_TRUE(texts(client(a)).empty());
  EXPECT_EQ(client(a).upto, client(staff).upto);
}

TEST_F(ResumeTest, a_learner_never_gets_what_only_staff_may_see) {
  GuestId a = enter(person(5));
  settle();
  a = reconnect(a, person(5), [&] {
    ask(staff, MuteAccount{.account = AccountId{1000}, .seconds = 60});
    ask(staff, MuteAccount{.account = AccountId{5}, .seconds = 60});
    say(staff, "seen");
    settle();
  });
  for (const auto& event : client(a).events) EXPECT_NE(event.at("type").as_string(), "muted");
  EXPECT_EQ(texts(client(a)), Texts{"seen"});
}

TEST_F(ResumeTest, what_does_not_fit_at_once_comes_in_pieces_and_then_live) {
  const GuestId a = enter(person(5));
  settle();
  const FakeClient before = drop(a);
  for (int i = 0; i < 300; ++i) {
    say(staff, std::string(400, 'x'));
    pass(5ms);
  }
  settle();
  const GuestId again = enter(person(5), before.stopped());
  int pieces = 1;
  while (!halls.behind.empty()) {
    const auto [guest, welcome] = halls.behind.back();
    halls.behind.pop_back();
    say(staff, "meanwhile");
    pass(30ms);
    room->go_on(guest, welcome.audience, welcome.upto);
    ++pieces;
  }
  EXPECT_GT(pieces, 3);
  say(staff, "live");
  pass(100ms);
  EXPECT_EQ(client(again).upto, client(staff).upto);
  EXPECT_EQ(texts(client(again)).size(), texts(client(staff)).size());
}

// Many people with bad lines, restarts in the middle, a disk that fails now and then: everybody ends with
// exactly what is in the record, whatever way it came.
class Storm : public ResumeTest, public ::testing::WithParamInterface<std::uint32_t> {
 protected:
  struct Someone {
    Standing who;
    std::optional<GuestId> socket = {};
    FakeClient known = {};                         // while away
    std::vector<boost::json::object> events = {};  // all that was received since the last state …
    Offset from = 0;                               // … which was this one
  };
  std::mt19937 random{GetParam()};
  std::vector<Someone> people;

  Storm() {
    for (int i = 0; i < 12; ++i)
      people.push_back({person(10 + i / 2, i < 4 ? Role::assistant : Role::learner)});
  }

  std::int64_t pick(std::uint32_t below) { return static_cast<std::int64_t>(random() % below); }

  void go(Someone& someone) {
    someone.known = drop(*someone.socket);
    someone.events.insert(someone.events.end(), someone.known.events.begin(), someone.known.events.end());
    someone.socket.reset();
  }
  void come(Someone& someone) {
    const bool first_time = someone.known.epoch.empty() || pick(4) == 0;  // or a fresh tab
    someone.socket = enter(someone.who, first_time ? std::nullopt : std::optional(someone.known.stopped()));
    pass(600ms);
    const FakeClient& now = client(*someone.socket);
    ASSERT_FALSE(now.hello.empty());
    if (now.resumed()) return;
    someone.events.clear();
    someone.from = static_cast<Offset>(now.hello.at("offset").as_int64());
  }
  void do_something(Someone& someone) {
    const std::int64_t what = pick(8);
    if (!someone.socket) {
      if (what < 2) come(someone);
      return;
    }
    switch (what) {
      case 0:
        return go(someone);
      case 1:
        return fail_soon();
      case 2:
        return ask(*someone.socket, MuteAccount{.account = AccountId{12 + pick(3)}, .seconds = 10});
      case 3:
        return ask(*someone.socket, SendLike{1 + pick(30)});
      default:
        return say(*someone.socket, "text " + std::to_string(pick(1000)));
    }
  }
  void fail_soon() {
    log.fail_commits = pick(4) == 0 ? 1 : 0;
    log.written_anyway = pick(2) == 0;
  }
  void restart_for_all() {
    log.fail_commits = 0;
    for (Someone& each : people)
      if (each.socket) go(each);
    restart();
  }
  void bring_all_up_to_date() {
    log.fail_commits = 0;
    for (Someone& someone : people)
      if (!someone.socket) come(someone);
    settle();
    for (const auto& [guest, welcome] : std::exchange(halls.behind, {}))
      if (halls.clients.contains(guest)) room->go_on(guest, welcome.audience, welcome.upto);
    settle();
  }
  // What the record holds for someone since the state that they started with.
  std::vector<std::string> recorded_for(const Someone& someone) {
    std::vector<std::string> events;
    for (const LogRow& row : log.rooms[LessonId{7}].rows)
      if (row.n > someone.from && (row.audience == Audience::everyone || someone.who.may_moderate))
        events.push_back(boost::json::serialize(boost::json::parse(event_json(row))));
    return events;
  }
};

TEST_P(Storm, everybody_ends_with_exactly_what_is_in_the_record) {
  for (int step = 0; step < 500; ++step) {
    sweep = milliseconds(pick(80));
    do_something(people[static_cast<std::size_t>(pick(12))]);
    pass(milliseconds(pick(200)));
    if (step % 130 == 129) restart_for_all();
  }
  bring_all_up_to_date();
  ASSERT_GT(log.rooms[LessonId{7}].rows.size(), 50U);
  for (Someone& someone : people) {
    // Its own going makes an event that it does not see: what is recorded is taken first.
    const auto recorded = recorded_for(someone);
    go(someone);
    std::vector<std::string> received;
    for (const auto& event : someone.events) received.push_back(boost::json::serialize(event));
    EXPECT_EQ(received, recorded) << "account " << someone.who.person->id.value;
    settle();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Storm, ::testing::Range(1U, 41U));

}  // namespace
}  // namespace lyceum::room
