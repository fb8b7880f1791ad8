#include "people/secret/throttle.hpp"

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

using namespace std::chrono_literals;

constexpr ThrottleRule kRule{
    .free = 3, .first_wait = 1s, .longest_wait = 8s, .forgotten_after = 60s, .entries_max = 4};
constexpr Mono kStart{1h};

TEST(Throttle, the_wait_begins_after_the_free_failures_and_doubles_to_its_longest) {
  Throttle throttle(kRule);
  Mono now = kStart;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(throttle.charge("anna", now), 0s) << i;
  for (const auto wait : {1s, 2s, 4s, 8s, 8s}) {
    EXPECT_EQ(throttle.charge("anna", now), wait);
    EXPECT_EQ(throttle.charge("anna", now + wait - 1ns), 1ns);
    now += wait;
    EXPECT_EQ(throttle.charge("anna", now), 0s);
  }
}

TEST(Throttle, many_attempts_at_once_gain_nothing) {
  Throttle throttle(kRule);
  int allowed = 0;
  for (int i = 0; i < 100; ++i) allowed += throttle.charge("anna", kStart) == 0s;
  EXPECT_EQ(allowed, 4);
}

TEST(Throttle, a_right_attempt_is_taken_back_or_clears_all) {
  Throttle throttle(kRule);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(throttle.charge("anna", kStart), 0s);
    throttle.refund("anna");
  }
  for (int i = 0; i < 4; ++i) (void)throttle.charge("anna", kStart);
  throttle.clear("anna");
  EXPECT_EQ(throttle.size(), 0u);
  EXPECT_EQ(throttle.charge("anna", kStart), 0s);
}

TEST(Throttle, keys_are_apart_and_silence_forgets) {
  Throttle throttle(kRule);
  for (int i = 0; i < 5; ++i) (void)throttle.charge("anna", kStart);
  EXPECT_EQ(throttle.charge("ben", kStart), 0s);
  EXPECT_NE(throttle.charge("anna", kStart), 0s);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(throttle.charge("anna", kStart + 60s), 0s);
}

TEST(Throttle, the_table_is_bounded_and_forgets_who_was_touched_longest_ago) {
  Throttle throttle(kRule);
  for (int i = 0; i < 5; ++i) (void)throttle.charge("anna", kStart);
  for (const auto* key : {"b", "c", "d"}) (void)throttle.charge(key, kStart);
  EXPECT_NE(throttle.charge("anna", kStart), 0s);  // touched: now b is the oldest
  (void)throttle.charge("e", kStart);
  EXPECT_EQ(throttle.size(), 4u);
  EXPECT_NE(throttle.charge("anna", kStart), 0s);
}

TEST(ThrottleAddress, is_what_one_person_cannot_change_at_will) {
  EXPECT_EQ(throttle_address("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(throttle_address("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(throttle_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(throttle_address("not an address"), "not an address");
}

}  // namespace
}  // namespace lyceum::people
