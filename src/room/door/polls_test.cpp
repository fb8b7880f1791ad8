// Polls through the door: who is told what, and when.
#include "room/door/live_room_fixture.hpp"

#include <boost/json/serialize.hpp>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

class PollsTest : public LiveRoomTest {
 protected:
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5));
  const GuestId b = enter(person(6));
  PollsTest() {
    settle();
    for (const GuestId id : {staff, a, b}) client(id).events.clear();
  }
  static Poll quiz(std::chrono::seconds timer = 0s) {
    return {
        .title = "2 + 1?", .options = {"2", "3"}, .timer = timer, .live = false, .right = {1}, .points = 100};
  }
  Offset opened(Poll content) {
    ask(staff, OpenPoll{0, std::move(content)});
    pass(50ms);
    return static_cast<Offset>(client(staff).answer.at("ok").at("n").as_int64());
  }
  std::vector<std::string> types(GuestId of) {
    std::vector<std::string> all;
    for (const auto& event : client(of).events)
      if (event.at("type").as_string() != "presence") all.emplace_back(event.at("type").as_string());
    return all;
  }
  const boost::json::value& told(GuestId of, std::string_view name) {
    return client(of).answer.at("ok").at(name);
  }
  // The last event that is not about who is here.
  const boost::json::object& last(GuestId of) {
    const auto& events = client(of).events;
    return *std::find_if(events.rbegin(), events.rend(),
                         [](const auto& event) { return event.at("type").as_string() != "presence"; });
  }
  const boost::json::value& shown(GuestId of) { return client(of).hello.at("state").at("poll"); }
};
using Types = std::vector<std::string>;

TEST_F(PollsTest, many_answers_are_one_event_a_second_and_each_person_alone_hears_of_theirs) {
  const Offset poll = opened({.title = "?", .options = {"a", "b"}});
  std::vector<GuestId> many;
  for (int id = 100; id < 150; ++id) many.push_back(enter(person(id)));
  settle();
  client(b).events.clear();
  const GuestId b2 = enter(person(6));
  for (const GuestId id : many) ask(id, AnswerPoll{poll, {0}});
  ask(b, AnswerPoll{poll, {1}});
  pass(1100ms);
  EXPECT_EQ(types(b), Types{"poll_counts"});
  EXPECT_EQ(boost::json::serialize(last(b).at("counts")), "[50,1]");
  for (const GuestId id : {b, b2})
    EXPECT_EQ(boost::json::serialize(client(id).you.at("answer").at("choices")), "[1]")
        << "also in another tab";
  EXPECT_FALSE(client(a).you.contains("answer"));
}

TEST_F(PollsTest, what_is_right_and_hidden_counts_are_seen_by_staff_alone_until_it_is_closed) {
  const Offset poll = opened(quiz());
  ask(a, AnswerPoll{poll, {1}});
  settle();
  EXPECT_EQ(types(a), (Types{"poll_opened", "poll_counts"}));
  for (const auto& event : client(a).events) {
    EXPECT_FALSE(event.contains("counts"));
    EXPECT_EQ(boost::json::serialize(event).find("right"), std::string::npos);
  }
  EXPECT_EQ(types(staff), (Types{"poll_key", "poll_opened", "poll_counts", "poll_staff_counts"}));
  EXPECT_FALSE(shown(enter(person(9))).as_object().contains("counts"));
  const GuestId assistant = enter(person(2, Role::assistant));
  EXPECT_TRUE(shown(assistant).as_object().contains("counts"));
  EXPECT_TRUE(shown(assistant).at("content").as_object().contains("right"));
  ask(staff, ClosePoll{poll});
  pass(50ms);
  EXPECT_EQ(types(a).back(), "poll_closed");
  EXPECT_EQ(boost::json::serialize(last(a).at("right")), "[1]");
  EXPECT_EQ(shown(enter(person(5))).at("counts").at(1).as_int64(), 1);
}

TEST_F(PollsTest, after_kill_9_what_was_acknowledged_counts_and_the_time_that_ran_out_has_run_out) {
  const Offset poll = opened(quiz(15s));
  ask(a, AnswerPoll{poll, {1}});
  pass(50ms);
  EXPECT_TRUE(client(a).answer.contains("ok"));
  restart();
  const GuestId again = enter(person(5));
  ask(again, AnswerPoll{poll, {0}});
  EXPECT_EQ(client(again).error(), "already_answered");
  EXPECT_EQ(client(again).hello.at("you").at("answer").at("poll").as_int64(),
            static_cast<std::int64_t>(poll));
  room.reset();
  halls.clients.clear();
  clock.advance(1h);
  open();
  const GuestId late = enter(person(6));
  ask(late, AnswerPoll{poll, {1}});
  EXPECT_EQ(client(late).error(), "poll_over");
  pass(100ms);
  EXPECT_EQ(types(late).at(0), "poll_closed");
  EXPECT_EQ(last(late).at("people").as_int64(), 1);
}

TEST_F(PollsTest, the_timer_closes_and_so_does_the_end_of_the_class) {
  opened(quiz(15s));
  pass(14'000ms);
  EXPECT_EQ(types(a), Types{"poll_opened"});
  pass(1'100ms);
  EXPECT_EQ(types(a), (Types{"poll_opened", "poll_closed"}));
  const Offset second = opened(quiz());
  room->tell(MoveLesson{Phase::ended});
  pass(100ms);
  ASSERT_EQ(types(a).size(), 5U);
  EXPECT_EQ(types(a)[3], "poll_closed");
  EXPECT_EQ(types(a)[4], "lesson");
  ask(a, AnswerPoll{second, {0}});
  EXPECT_EQ(client(a).error(), "room_over");
  ask(staff, OpenPoll{0, quiz()});
  EXPECT_EQ(client(staff).error(), "room_over");
}

TEST_F(PollsTest, drafts_are_the_staff_s) {
  ask(staff, KeepPoll{0, quiz()});
  pass(50ms);
  const auto draft = static_cast<Offset>(client(staff).answer.at("ok").at("n").as_int64());
  EXPECT_EQ(types(staff), Types{"poll_draft"});
  EXPECT_EQ(types(a), Types{});
  ask(a, ListPollDrafts{});
  EXPECT_EQ(client(a).error(), "not_allowed");
  ask(staff, ListPollDrafts{});
  EXPECT_EQ(told(staff, "drafts").at(0).at("content").at("right").at(0).as_int64(), 1);
  ask(staff, OpenPoll{draft, {}});
  pass(50ms);
  EXPECT_EQ(types(a), Types{"poll_opened"});
}

TEST_F(PollsTest, staff_asks_who_chose_what_and_who_is_missing) {
  const Offset poll = opened(quiz());
  ask(a, AnswerPoll{poll, {1}});
  pass(50ms);
  ask(b, ListPollPeople{poll});
  EXPECT_EQ(client(b).error(), "not_allowed");
  ask(staff, ListPollPeople{poll});
  const auto& people = told(staff, "poll_people");
  EXPECT_EQ(people.at("answered").at(0).at("name").as_string(), "P5");
  EXPECT_EQ(boost::json::serialize(people.at("missing")), R"([{"id":"6","name":"P6","role":"learner"}])");
  EXPECT_EQ(people.at("missing_count").as_int64(), 1);
  ask(staff, ListPollPeople{poll + 99});
  EXPECT_EQ(client(staff).error(), "not_found");
  ask(staff, ListPolls{});
  EXPECT_EQ(told(staff, "polls").at(0).at("people").as_int64(), 1);
}

TEST_F(PollsTest, everybody_who_is_signed_in_sees_the_leaderboard) {
  const Offset poll = opened(quiz());
  ask(a, AnswerPoll{poll, {1}});
  ask(staff, ClosePoll{poll});
  pass(50ms);
  ask(b, ReadLeaderboard{});
  EXPECT_EQ(told(b, "leaderboard").at("top").at(0).at("name").as_string(), "P5");
  const GuestId nobody = enter(Standing{});
  ask(nobody, ReadLeaderboard{});
  EXPECT_EQ(client(nobody).error(), "sign_in");
  ask(nobody, AnswerPoll{poll, {0}});
  EXPECT_EQ(client(nobody).error(), "sign_in");
}

TEST_F(PollsTest, who_resumes_does_not_get_a_word_that_was_taken_out_meanwhile) {
  const Offset poll = opened({.kind = PollKind::text, .title = "?"});
  const FakeClient before = drop(b);
  for (const auto& [who, word] : {std::pair(a, "rude"), std::pair(enter(person(7)), "kind")}) {
    ask(who, AnswerPoll{poll, {}, word});
    settle();
  }
  ask(staff, TakeOutWord{poll, "rude"});
  settle();
  GuestId again{};
  for (const bool restarted : {false, true}) {
    if (restarted) restart();
    again = enter(person(6), before.stopped());
    EXPECT_TRUE(client(again).resumed());
    settle();
    ASSERT_FALSE(types(again).empty());
    for (const auto& event : client(again).events)
      EXPECT_EQ(boost::json::serialize(event).find("rude"), std::string::npos);
  }
  EXPECT_EQ(boost::json::serialize(last(again).at("words")), R"([{"word":"kind","count":1}])");
  EXPECT_EQ(boost::json::serialize(shown(enter(person(8))).at("words")), R"([{"word":"kind","count":1}])");
}

}  // namespace
}  // namespace lyceum::room
