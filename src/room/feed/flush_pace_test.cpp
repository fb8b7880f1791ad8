#include "room/feed/flush_pace.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Mono start = Mono(1h);

TEST(FlushPace, the_first_flush_starts_at_once) { EXPECT_LE(FlushPace().next(), start); }

TEST(FlushPace, a_short_sweep_is_followed_by_the_least_gap) {
  FlushPace pace;
  pace.started(start, 1, 1);
  pace.swept(3ms);
  EXPECT_EQ(pace.next(), start + 20ms);
}

TEST(FlushPace, a_long_sweep_leaves_a_quarter_of_the_core_free) {
  FlushPace pace;
  pace.started(start, 1, 2);
  pace.swept(75ms);
  EXPECT_EQ(pace.next(), start + 100ms);
}

TEST(FlushPace, where_events_come_in_crowds_each_flush_waits_for_more_of_them) {
  FlushPace pace;
  pace.started(start, 1, 3);
  pace.swept(30ms);
  EXPECT_EQ(pace.next(), start + 100ms);
  pace.started(start + 100ms, 1, 1);
  pace.swept(15ms);
  EXPECT_EQ(pace.next(), start + 120ms);
}

TEST(FlushPace, the_gap_never_exceeds_a_quarter_of_a_second) {
  FlushPace pace;
  pace.started(start, 1, 1);
  pace.swept(10s);
  EXPECT_EQ(pace.next(), start + 250ms);
}

TEST(FlushPace, the_slowest_reactor_decides_and_all_are_waited_for) {
  FlushPace pace;
  pace.started(start, 2, 1);
  pace.swept(75ms);
  EXPECT_TRUE(pace.sweeping());
  pace.swept(6ms);
  EXPECT_FALSE(pace.sweeping());
  EXPECT_EQ(pace.next(), start + 100ms);
}

}  // namespace
}  // namespace lyceum::room
