#include "room/presence/attendance.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Utc start = utc_from_micros(1'700'000'000'000'000);

Standing person(std::int64_t id, std::string name, Role role = Role::learner) {
  return {Person{AccountId{id}, std::move(name), role}, true, role >= Role::assistant};
}

TEST(Attendance, two_tabs_of_one_account_are_one_person) {
  Attendance here;
  here.enter(person(7, "Wei"), 1);
  here.enter(person(7, "Wei"), 2);
  EXPECT_EQ(here.people(), 1);
  here.leave(AccountId{7}, 1);
  EXPECT_EQ(here.people(), 1);
  here.leave(AccountId{7}, 2);
  EXPECT_EQ(here.people(), 0);
  EXPECT_EQ(here.sockets(), 0U);
}

TEST(Attendance, each_socket_without_an_account_is_one_person) {
  Attendance here;
  here.enter(Standing{}, 1);
  here.enter(Standing{}, 2);
  EXPECT_EQ(here.people(), 2);
  here.leave(std::nullopt, 1);
  EXPECT_EQ(here.people(), 1);
}

TEST(Attendance, the_eleventh_socket_of_an_account_replaces_the_oldest) {
  Attendance here;
  for (Attendance::Socket s = 1; s <= 10; ++s) EXPECT_FALSE(here.enter(person(7, "Wei"), s));
  EXPECT_EQ(here.enter(person(7, "Wei"), 11), 1U);
  EXPECT_EQ(here.sockets(), 10U);
  EXPECT_FALSE(here.leave(AccountId{7}, 1));  // its end is reported later and changes nothing
  EXPECT_EQ(here.sockets(), 10U);
}

TEST(Attendance, someone_expelled_is_out_with_all_sockets) {
  Attendance here;
  here.enter(person(7, "Wei"), 1);
  here.enter(person(7, "Wei"), 2);
  EXPECT_EQ(here.expel(AccountId{7}), (std::vector<Attendance::Socket>{1, 2}));
  EXPECT_EQ(here.people(), 0);
  EXPECT_TRUE(here.expel(AccountId{7}).empty());
}

TEST(Attendance, a_presence_event_is_due_when_the_number_changed_and_two_seconds_after_the_last) {
  Attendance here;
  EXPECT_FALSE(here.due(Presence{0}));
  here.enter(Standing{}, 1);
  EXPECT_LE(*here.due(Presence{0}), start);
  EXPECT_EQ(here.count(start).people, 1);
  EXPECT_FALSE(here.due(Presence{1}));
  here.enter(Standing{}, 2);
  EXPECT_EQ(here.due(Presence{1}), start + 2s);
}

}  // namespace
}  // namespace lyceum::room
