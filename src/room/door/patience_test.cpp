#include "room/door/patience.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
const Mono start = Mono(1h);

TEST(Patience, a_burst_is_allowed_and_then_the_pace) {
  Patience patience;
  for (int i = 0; i < 40; ++i) EXPECT_EQ(patience.take(Patience::learner, start), 0ms);
  const auto wait = patience.take(Patience::learner, start);
  EXPECT_GT(wait, 0ms);
  EXPECT_LE(wait, 201ms);
  EXPECT_EQ(patience.take(Patience::learner, start + wait), 0ms);
}

TEST(Patience, who_does_not_wait_for_answers_is_held_back) {
  Patience patience;
  for (int i = 0; i < Patience::learner.unanswered; ++i) {
    EXPECT_EQ(patience.take(Patience::learner, start), 0ms);
    patience.asked();
  }
  EXPECT_GT(patience.take(Patience::learner, start), 0ms);
  patience.answered();
  EXPECT_EQ(patience.take(Patience::learner, start), 0ms);
}

TEST(Patience, twenty_errors_in_five_seconds_are_too_many) {
  Patience patience;
  for (int i = 0; i < 19; ++i) EXPECT_TRUE(patience.forgive(start + i * 100ms));
  EXPECT_FALSE(patience.forgive(start + 4s));
}

TEST(Patience, errors_that_are_far_apart_are_forgiven) {
  Patience patience;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(patience.forgive(start + i * 300ms));
}

TEST(Patience, is_small) { EXPECT_LE(sizeof(Patience), 16U); }

}  // namespace
}  // namespace lyceum::room
