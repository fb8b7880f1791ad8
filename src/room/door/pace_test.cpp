// The pace through the door: who is told what, and when.
#include "room/door/live_room_fixture.hpp"

#include <boost/json/serialize.hpp>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
using enum PaceVote;

class PaceTest : public LiveRoomTest {
 protected:
  const GuestId staff = enter(person(1, Role::lecturer));
  std::vector<GuestId> learners;
  PaceTest() {
    for (int id = 11; id <= 19; ++id) learners.push_back(enter(person(id)));
    settle();
  }
  static std::vector<boost::json::object> of_type(const FakeClient& client, std::string_view type) {
    std::vector<boost::json::object> found;
    for (const auto& event : client.events)
      if (event.at("type").as_string() == type) found.push_back(event);
    return found;
  }
};

TEST_F(PaceTest, staff_sees_how_many_and_hears_once_when_it_is_a_fifth_and_nobody_learns_who) {
  for (const GuestId learner : {learners[0], learners[1]}) ask(learner, VotePace{fast});
  pass(2100ms);
  const auto counts = of_type(client(staff), "pace");
  ASSERT_FALSE(counts.empty());
  EXPECT_EQ(counts.back().at("fast").as_array()[0].as_int64(), 2);
  const auto alerts = of_type(client(staff), "pace_alert");
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].at("people").as_int64(), 10);
  for (const auto& event : client(staff).events)
    EXPECT_EQ(boost::json::serialize(event).find("pace_voted"), std::string::npos);
  EXPECT_TRUE(of_type(client(learners[5]), "pace").empty());
  EXPECT_TRUE(of_type(client(learners[5]), "pace_alert").empty());
}

TEST_F(PaceTest, the_own_vote_is_told_to_all_tabs_of_the_person) {
  const GuestId other_tab = enter(person(11));
  ask(learners[0], VotePace{lost});
  pass(100ms);
  for (const GuestId tab : {learners[0], other_tab})
    EXPECT_EQ(client(tab).you.at("pace").at("vote").as_string(), "lost");
  EXPECT_FALSE(client(learners[1]).you.contains("pace"));
}

TEST_F(PaceTest, a_restart_keeps_the_votes_and_does_not_alert_again) {
  for (const GuestId learner : {learners[0], learners[1], learners[2]}) ask(learner, VotePace{slow});
  pass(2100ms);
  restart();
  const GuestId back = enter(person(1, Role::lecturer));
  const auto& state = client(back).hello.at("state").as_object();
  EXPECT_EQ(state.at("pace").at("slow").as_array()[0].as_int64(), 3);
  EXPECT_FALSE(client(enter(person(12))).hello.at("state").as_object().contains("pace"));
  pass(30s);
  EXPECT_TRUE(of_type(client(back), "pace_alert").empty());
}

TEST_F(PaceTest, is_asked_for_only_while_the_class_is_on) {
  room->tell(MoveLesson{Phase::ended});
  pass(100ms);
  ask(learners[0], VotePace{fast});
  EXPECT_EQ(client(learners[0]).answer.at("err").at("code").as_string(), "room_over");
}

}  // namespace
}  // namespace lyceum::room
