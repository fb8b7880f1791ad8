#include "room/likes/meter.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Utc start = utc_from_micros(1'700'000'000'000'000);
const Standing wei{Person{AccountId{7}, "Wei", Role::learner}, true, false};

TEST(Likes, taps_of_many_commands_become_one_total) {
  LikeMeter meter;
  EXPECT_TRUE(meter.add(wei, {30}, false, start));
  EXPECT_TRUE(meter.add(wei, {12}, false, start));
  EXPECT_EQ(meter.count(Likes{100}, start).total, 142);
  EXPECT_FALSE(meter.due());
}

TEST(Likes, events_are_a_second_apart) {
  LikeMeter meter;
  ASSERT_TRUE(meter.add(wei, {1}, false, start));
  EXPECT_LE(*meter.due(), start);
  meter.count(Likes{}, start);
  ASSERT_TRUE(meter.add(wei, {1}, false, start + 100ms));
  EXPECT_EQ(meter.due(), start + 1s);
}

TEST(Likes, someone_who_taps_faster_than_a_hand_can_waits) {
  LikeMeter meter;
  EXPECT_TRUE(meter.add(wei, {30}, false, start));
  EXPECT_TRUE(meter.add(wei, {30}, false, start));
  const auto no = meter.add(wei, {30}, false, start);
  EXPECT_EQ(no.error().no, No::too_fast);
  EXPECT_TRUE(meter.add(wei, {30}, false, start + no.error().retry_after));
  EXPECT_EQ(meter.waiting(), 90);
}

TEST(Likes, need_an_account_and_a_lesson_that_is_not_over) {
  LikeMeter meter;
  EXPECT_EQ(meter.add(Standing{}, {1}, false, start).error().no, No::sign_in);
  EXPECT_EQ(meter.add(wei, {1}, true, start).error().no, No::room_over);
}

TEST(Likes, a_clock_set_back_starves_nobody) {
  LikeMeter meter;
  ASSERT_TRUE(meter.add(wei, {30}, false, start));
  EXPECT_TRUE(meter.add(wei, {1}, false, start - 1h));
  EXPECT_TRUE(meter.add(wei, {30}, false, start - 1h + 1s));
}

}  // namespace
}  // namespace lyceum::room
