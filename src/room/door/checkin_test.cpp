// Check-ins through the door: who is told what, and when.
#include "room/door/live_room_fixture.hpp"

#include <boost/json/serialize.hpp>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

class CheckinTest : public LiveRoomTest {
 protected:
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5));
  const GuestId b = enter(person(6));
  CheckinTest() { settle(); }

  Offset opened(std::int64_t seconds = 60, std::string question = "") {
    ask(staff, OpenCheckin{seconds, std::move(question)});
    pass(50ms);
    return static_cast<Offset>(client(staff).answer.at("ok").at("n").as_int64());
  }
  static std::vector<std::string> told(const FakeClient& of) {
    std::vector<std::string> all;
    for (const auto& event : of.events)
      if (event.at("type").as_string().starts_with("checkin_") ||
          event.at("type").as_string() == "checked_in")
        all.emplace_back(event.at("type").as_string());
    return all;
  }
  static std::vector<std::string> ids(const boost::json::value& people) {
    std::vector<std::string> all;
    for (const auto& each : people.as_array()) all.emplace_back(each.at("id").as_string());
    return all;
  }
};

TEST_F(CheckinTest, all_hear_how_many_and_nobody_hears_who_but_staff_that_asks) {
  const Offset n = opened(60, "which group?");
  ask(a, CheckIn{n, "3-B"});
  settle();
  EXPECT_EQ(told(client(b)), (std::vector<std::string>{"checkin_opened", "checkin_count"}));
  EXPECT_EQ(told(client(staff)), told(client(b)));
  EXPECT_EQ(client(a).you.at("checked_in").as_array().size(), 1U);
  EXPECT_FALSE(client(b).you.contains("checked_in"));
  ask(b, ListCheckedIn{n, 0});
  EXPECT_EQ(client(b).error(), "not_allowed");
  ask(staff, ListCheckedIn{n, 0});
  const auto& entry = client(staff).answer.at("ok").at("checked_in").at("entries").as_array().at(0);
  EXPECT_EQ(entry.at("from").at("name").as_string(), "P5");
  EXPECT_EQ(entry.at("answer").as_string(), "3-B");
  ask(staff, ListNotCheckedIn{n});
  EXPECT_EQ(ids(client(staff).answer.at("ok").at("missing")), std::vector<std::string>{"6"});
  ask(staff, ListNotCheckedIn{n + 100});
  EXPECT_EQ(client(staff).error(), "not_found");
}

TEST_F(CheckinTest, a_long_list_comes_in_pages_without_a_gap) {
  const Offset n = opened(60, "which group?");
  const std::string answer(200, 'x');
  for (int id = 100; id < 400; ++id) ask(enter(person(id)), CheckIn{n, answer});
  settle();
  std::size_t found = 0, pages = 0;
  for (std::uint64_t after = 0;; ++pages) {
    ask(staff, ListCheckedIn{n, after});
    const auto& ok = client(staff).answer.at("ok").at("checked_in").as_object();
    found += ok.at("entries").as_array().size();
    if (!ok.contains("next")) break;
    after = static_cast<std::uint64_t>(ok.at("next").as_int64());
    EXPECT_EQ(after, found);
  }
  EXPECT_EQ(found, 300U);
  EXPECT_GE(pages, 2U);
}

TEST_F(CheckinTest, its_time_runs_out_also_while_the_server_is_down) {
  const Offset n = opened(15);
  ask(a, CheckIn{n});
  settle();
  room.reset();
  halls.clients.clear();
  clock.advance(60s);
  open();
  const GuestId late = enter(person(6));
  ask(late, CheckIn{n});
  EXPECT_EQ(client(late).error(), "checkin_over") << "before the timer has fired";
  settle();
  ask(late, CheckIn{n});
  EXPECT_EQ(client(late).error(), "checkin_over");
  const GuestId again = enter(person(5));
  const auto& shown = client(again).hello.at("state").at("checkin");
  EXPECT_TRUE(shown.at("closed").as_bool());
  EXPECT_EQ(shown.at("people").as_int64(), 1);
  EXPECT_EQ(client(again).you.at("checked_in").as_array().size(), 1U);
}

TEST_F(CheckinTest, the_end_of_the_class_ends_it) {
  const Offset n = opened(1800);
  ask(a, CheckIn{n});
  room->tell(MoveLesson{Phase::ended});
  settle();
  EXPECT_EQ(told(client(b)).back(), "checkin_closed");
  ask(b, CheckIn{n});
  EXPECT_EQ(client(b).error(), "room_over");
}

}  // namespace
}  // namespace lyceum::room
