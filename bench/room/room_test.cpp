#include "bench/room/beat.hpp"

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

constexpr std::int64_t kStep = 200'000'000;  // five a second

TEST(Beat, keeps_its_distance_from_one_run_to_the_next) {
  Beat beat;
  beat.begin(1000);
  EXPECT_EQ(beat.next(), 1000);
  beat.advance(5);
  beat.begin(1000 + kStep / 2);  // the warm-up is over, the measured run begins
  EXPECT_EQ(beat.next(), 1000 + kStep);
}

TEST(Beat, makes_up_for_nothing_after_a_pause) {
  Beat beat;
  beat.begin(1000);
  beat.advance(5);
  beat.begin(50 * kStep);
  EXPECT_EQ(beat.next(), 50 * kStep);
}

}  // namespace
}  // namespace lyceum::bench
