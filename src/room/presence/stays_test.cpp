#include "room/presence/stays.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Utc start = utc_from_micros(1'700'000'000'000'000);
const Person wei{AccountId{7}, "Wei", Role::learner}, zoe{AccountId{8}, "Zoe", Role::lecturer};
constexpr std::size_t many = 1000;

TEST(Stays, time_counts_while_the_class_runs_and_somebody_is_here) {
  Stays stays;
  stays.enter(wei, start - 60s);
  EXPECT_EQ(stays.present(wei.id, start), 0s);
  stays.run(true, start);
  stays.enter(zoe, start + 10s);
  EXPECT_EQ(stays.present(wei.id, start + 30s), 30s);
  stays.leave(zoe.id, start + 40s);
  stays.run(false, start + 60s);
  stays.leave(wei.id, start + 90s);
  EXPECT_EQ(stays.present(wei.id, start + 100s), 60s);
  EXPECT_EQ(stays.present(zoe.id, start + 100s), 30s);
  EXPECT_EQ(stays.present(AccountId{9}, start), 0s);
}

TEST(Stays, who_comes_back_within_a_moment_was_never_away) {
  Stays stays;
  stays.run(true, start);
  stays.enter(wei, start);
  stays.leave(wei.id, start + 100s);
  stays.enter(wei, start + 100s + Stays::rejoin);
  EXPECT_EQ(stays.present(wei.id, start + 200s), 200s);
  stays.leave(wei.id, start + 200s);
  EXPECT_EQ(stays.take(start + 200s, many), (std::vector<Stay>{{wei.id, wei.role, start, start + 200s}}));
}

TEST(Stays, who_was_away_for_longer_has_two_stays) {
  Stays stays;
  stays.run(true, start);
  stays.enter(wei, start);
  stays.leave(wei.id, start + 100s);
  stays.enter(wei, start + 200s);
  EXPECT_EQ(stays.present(wei.id, start + 210s), 110s);
  EXPECT_EQ(stays.take(start + 210s, many), (std::vector<Stay>{{wei.id, wei.role, start, start + 100s}}));
  stays.leave(wei.id, start + 220s);
  EXPECT_EQ(stays.take(start + 220s, many),
            (std::vector<Stay>{{wei.id, wei.role, start + 200s, start + 220s}}));
  EXPECT_FALSE(stays.pending());
}

TEST(Stays, one_that_goes_on_is_saved_again_and_again) {
  Stays stays;
  stays.run(true, start);
  stays.enter(wei, start);
  EXPECT_TRUE(stays.pending());
  EXPECT_TRUE(stays.take(start + 39s, many).empty());
  EXPECT_EQ(stays.take(start + 40s, many), (std::vector<Stay>{{wei.id, wei.role, start, start + 40s}}));
  EXPECT_TRUE(stays.take(start + 41s, many).empty());
  EXPECT_EQ(stays.take(start + 80s, many), (std::vector<Stay>{{wei.id, wei.role, start, start + 80s}}));
  stays.run(false, start + 85s);
  EXPECT_EQ(stays.take(start + 85s, many), (std::vector<Stay>{{wei.id, wei.role, start, start + 85s}}));
  EXPECT_FALSE(stays.pending());
}

TEST(Stays, what_could_not_be_saved_is_taken_again) {
  Stays stays;
  stays.run(true, start);
  stays.enter(wei, start);
  stays.leave(wei.id, start + 10s);
  const auto first = stays.take(start + 10s, many);
  EXPECT_FALSE(stays.pending());
  stays.enter(wei, start + 100s);
  stays.put_back(first);
  EXPECT_EQ(stays.take(start + 100s, many), first);
  const auto second = stays.take(start + 150s, many);
  EXPECT_EQ(second, (std::vector<Stay>{{wei.id, wei.role, start + 100s, start + 150s}}));
  stays.put_back(second);
  EXPECT_EQ(stays.take(start + 150s, many), second);
}

TEST(Stays, no_more_are_taken_than_are_asked_for) {
  Stays stays;
  stays.run(true, start);
  for (std::int64_t id = 1; id <= 10; ++id) stays.enter({AccountId{id}, "P", Role::learner}, start);
  EXPECT_EQ(stays.take(start + 60s, 6).size(), 6U);
  EXPECT_EQ(stays.take(start + 60s, 6).size(), 4U);
  EXPECT_EQ(stays.take(start + 60s, 6).size(), 0U);
}

TEST(Stays, goes_on_from_what_was_saved) {
  Stays stays({{wei.id, 300s, start, start + 60s}});
  EXPECT_EQ(stays.present(wei.id, start + 500s), 360s);
  EXPECT_FALSE(stays.pending());
  stays.run(true, start + 61s);
  stays.enter(wei, start + 70s);  // the server was restarted
  EXPECT_EQ(stays.present(wei.id, start + 80s), 380s);
  stays.leave(wei.id, start + 80s);
  EXPECT_EQ(stays.take(start + 80s, many), (std::vector<Stay>{{wei.id, wei.role, start, start + 80s}}));
}

TEST(Stays, of_somebody_deleted_nothing_is_left) {
  Stays stays;
  stays.run(true, start);
  stays.enter(wei, start);
  stays.leave(wei.id, start + 30s);
  stays.enter(wei, start + 90s);
  const auto saving = stays.take(start + 90s, many);
  stays.forget(wei.id);
  stays.put_back(saving);
  stays.leave(wei.id, start + 95s);
  EXPECT_FALSE(stays.anybody_here());
  EXPECT_FALSE(stays.pending());
  EXPECT_EQ(stays.present(wei.id, start + 99s), 0s);
}

TEST(Stays, a_clock_that_is_behind_what_was_saved_takes_nothing_away) {
  Stays stays({{wei.id, 0s, start, start + 60s}});
  stays.run(true, start + 30s);
  stays.enter(wei, start + 30s);
  EXPECT_EQ(stays.present(wei.id, start + 40s), 60s);
  stays.leave(wei.id, start + 40s);
  EXPECT_EQ(stays.present(wei.id, start + 40s), 60s);
}

}  // namespace
}  // namespace lyceum::room
