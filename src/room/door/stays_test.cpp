// Who was there for how long, through the door: what is saved, and when.
#include "room/door/live_room_fixture.hpp"

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

class StaysTest : public LiveRoomTest {
 protected:
  seconds saved(std::int64_t account) {
    microseconds sum{0};
    for (const auto& [key, stay] : stays.lessons[LessonId{7}])
      if (key.first == AccountId{account}) sum += stay.until - stay.since;
    return std::chrono::round<seconds>(sum);
  }
};

TEST_F(StaysTest, one_that_goes_on_is_saved_each_minute_so_that_no_more_is_lost) {
  enter(person(5));
  pass(39s);
  EXPECT_EQ(saved(5), 0s);
  pass(21s);
  EXPECT_GE(saved(5), 40s);
  restart();  // as after kill -9
  pass(60s);
  const GuestId back = enter(person(5));
  pass(10s);
  drop(back);
  pass(1s);
  EXPECT_GE(saved(5), 50s);
  EXPECT_LE(saved(5), 73s) << "the time without a server is no time in class";
}

TEST_F(StaysTest, when_the_last_has_gone_all_is_saved_at_once) {
  const GuestId a = enter(person(5)), b = enter(person(6));
  pass(5s);
  drop(a);
  pass(1s);
  EXPECT_FALSE(room->settled());
  drop(b);
  pass(5ms);
  EXPECT_TRUE(room->settled());
  EXPECT_EQ(saved(5), 5s);
  EXPECT_EQ(saved(6), 6s);
}

TEST_F(StaysTest, what_could_not_be_saved_is_saved_later) {
  stays.fail = 1;
  const GuestId a = enter(person(5));
  pass(5s);
  drop(a);
  pass(1s);
  EXPECT_EQ(saved(5), 0s);
  EXPECT_FALSE(room->idle()) << "it may not be freed yet";
  pass(10s);
  EXPECT_EQ(saved(5), 5s);
}

TEST_F(StaysTest, of_many_some_hundred_are_saved_at_a_time) {
  for (std::int64_t id = 100; id < 700; ++id) enter(person(id));
  pass(5s);
  room->tell(MoveLesson{Phase::ended});
  for (int i = 0; i < 2000 && stays.lessons[LessonId{7}].empty(); ++i) pass(5ms);
  EXPECT_EQ(stays.lessons[LessonId{7}].size(), 500U);
  pass(2s);
  EXPECT_EQ(stays.lessons[LessonId{7}].size(), 600U);
}

TEST_F(StaysTest, of_somebody_deleted_nothing_is_saved_any_more) {
  enter(person(5));
  enter(person(6));
  pass(5s);
  room->cut(AccountId{5});
  room->tell(EraseAccount{AccountId{5}});
  pass(60s);
  EXPECT_EQ(saved(5), 0s);
  EXPECT_GE(saved(6), 40s);
}

}  // namespace
}  // namespace lyceum::room
