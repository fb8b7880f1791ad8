// Questions through the door: who is told what, and when.
#include "room/door/live_room_fixture.hpp"

#include <boost/json/serialize.hpp>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> types(const FakeClient& of) {
  std::vector<std::string> all;
  for (const auto& event : of.events)
    if (event.at("type").as_string() != "presence") all.emplace_back(event.at("type").as_string());
  return all;
}
std::vector<Offset> numbers(const boost::json::object& of, std::string_view name) {
  std::vector<Offset> all;
  if (const auto* list = of.if_contains(name))
    for (const auto& n : list->as_array()) all.push_back(static_cast<Offset>(n.as_int64()));
  return all;
}

class QuestionsTest : public LiveRoomTest {
 protected:
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5));
  const GuestId b = enter(person(6));
  QuestionsTest() {
    settle();
    for (const GuestId id : {staff, a, b}) client(id).events.clear();
  }
  Offset asked(GuestId who, bool nameless = false) {
    ask(who, AskQuestion{"why?", nameless});
    pass(50ms);
    return static_cast<Offset>(client(who).answer.at("ok").at("n").as_int64());
  }
};

TEST_F(QuestionsTest, many_votes_are_one_event_a_second_and_each_voter_alone_hears_of_theirs) {
  const Offset q = asked(a);
  std::vector<GuestId> many;
  for (int id = 100; id < 150; ++id) many.push_back(enter(person(id)));
  settle();
  client(b).events.clear();
  const GuestId b2 = enter(person(6));
  for (const GuestId id : many) ask(id, VoteQuestion{q});
  ask(b, VoteQuestion{q});
  pass(1100ms);
  EXPECT_EQ(types(client(b)), std::vector<std::string>{"votes"});
  EXPECT_EQ(client(b).events.back().at("totals").as_array().at(0).at(1).as_int64(), 52);
  for (const GuestId id : {b, b2})
    EXPECT_EQ(numbers(client(id).you, "voted"), std::vector{q}) << "also in another tab";
  EXPECT_TRUE(numbers(client(a).you, "voted").empty());
}

TEST_F(QuestionsTest, nobody_not_even_staff_is_told_who_asked_without_a_name) {
  const Offset q = asked(a, true);
  for (const GuestId id : {staff, a, b}) {
    ASSERT_EQ(types(client(id)), std::vector<std::string>{"asked"});
    EXPECT_FALSE(client(id).events.back().contains("from"));
  }
  EXPECT_EQ(numbers(client(a).you, "asked"), std::vector{q});
  const GuestId late = enter(person(2, Role::assistant));
  EXPECT_EQ(boost::json::serialize(client(late).hello).find("P5"), std::string::npos);
}

TEST_F(QuestionsTest, after_kill_9_votes_and_who_asked_are_what_they_were) {
  const Offset q = asked(a, true);
  ask(b, VoteQuestion{q});
  settle();
  restart();
  const GuestId again = enter(person(6));
  settle();
  const auto& question = client(again).hello.at("state").at("questions").as_array().at(0);
  EXPECT_EQ(question.at("votes").as_int64(), 2);
  EXPECT_EQ(numbers(client(again).you, "voted"), std::vector{q});
  ask(again, VoteQuestion{q});
  settle();
  EXPECT_EQ(types(client(again)), std::vector<std::string>{}) << "one vote a person";
}

TEST_F(QuestionsTest, who_resumes_misses_no_question_and_nothing_that_only_the_record_knows_comes_along) {
  const FakeClient before = drop(b);
  const Offset q = asked(a, true);
  ask(staff, VoteQuestion{q});
  settle();
  const GuestId again = enter(person(6), before.stopped());
  EXPECT_TRUE(client(again).resumed());
  settle();
  EXPECT_EQ(types(client(again)), (std::vector<std::string>{"asked", "votes"}));
}

TEST_F(QuestionsTest, who_resumes_does_not_get_the_text_of_what_was_hidden_meanwhile) {
  const FakeClient before = drop(b);
  const Offset q = asked(a);
  for (const auto to : {QuestionState::hidden, QuestionState::open, QuestionState::hidden}) {
    ask(staff, MoveQuestion{q, to});
    settle();
  }
  const GuestId again = enter(person(6), before.stopped());
  EXPECT_TRUE(client(again).resumed());
  for (const auto& event : client(again).events)
    EXPECT_EQ(boost::json::serialize(event).find("why?"), std::string::npos);
}

TEST_F(QuestionsTest, staff_that_comes_later_still_sees_what_was_hidden) {
  const Offset q = asked(a);
  ask(staff, MoveQuestion{q, QuestionState::hidden});
  settle();
  const auto shown = [&](GuestId who) {
    return client(who).hello.at("state").at("questions").as_array().size();
  };
  EXPECT_EQ(shown(enter(person(9, Role::assistant))), 1U);
  const GuestId promoted = enter(person(8));
  EXPECT_EQ(shown(promoted), 0U);
  room->restand(person(8, Role::assistant));
  EXPECT_EQ(shown(promoted), 1U) << "greeted anew";
  room->restand(person(8, Role::learner));
  EXPECT_EQ(shown(promoted), 0U);
}

TEST_F(QuestionsTest, a_vote_whose_commit_lost_its_answer_is_counted_though_nothing_else_happens) {
  const Offset q = asked(a);
  settle();
  client(b).events.clear();
  log.fail_commits = 1;
  log.written_anyway = true;
  ask(b, VoteQuestion{q});
  settle();
  EXPECT_EQ(types(client(b)), std::vector<std::string>{"votes"});
}

TEST_F(QuestionsTest, more_than_a_flush_can_carry_is_refused) {
  log.hold = true;
  for (int i = 0; i < 100; ++i) ask(staff, AskQuestion{std::string(500, 'x')});
  EXPECT_EQ(client(staff).error(), "too_fast");
  log.release();
  settle();
}

TEST_F(QuestionsTest, taking_one_up_ends_the_one_before_in_one_go) {
  const Offset first = asked(a), second = asked(b);
  ask(staff, MoveQuestion{first, QuestionState::answering});
  ask(staff, MoveQuestion{second, QuestionState::answering});
  pass(200ms);
  const auto& events = client(a).events;
  ASSERT_EQ(types(client(a)).size(), 5U);
  EXPECT_EQ(events[events.size() - 2].at("state").as_string(), "answered");
  EXPECT_EQ(events.back().at("state").as_string(), "answering");
  EXPECT_EQ(events.back().at("question").as_int64(), static_cast<std::int64_t>(second));
}

}  // namespace
}  // namespace lyceum::room
