#include "insight/attendance/attendance.hpp"

#include <gtest/gtest.h>

namespace lyceum::insight {
namespace {

using namespace std::chrono_literals;

const Utc begun = Utc(1000h), over = begun + 60min;
using Gaps = std::vector<Span>;

Span span(std::chrono::minutes since, std::chrono::minutes until) { return {begun + since, begun + until}; }

TEST(Missed, is_what_lies_between_the_stays) {
  EXPECT_EQ(missed(begun, over, {span(0min, 60min)}, 1min), Gaps{});
  EXPECT_EQ(missed(begun, over, {span(10min, 20min), span(30min, 50min)}, 1min),
            (Gaps{span(0min, 10min), span(20min, 30min), span(50min, 60min)}));
  EXPECT_EQ(missed(begun, over, {}, 1min), Gaps{span(0min, 60min)});
}

TEST(Missed, leaves_out_short_gaps) {
  EXPECT_EQ(missed(begun, over, {span(1min, 30min), span(32min, 59min)}, 2min), Gaps{span(30min, 32min)});
}

TEST(Missed, does_not_look_outside_of_the_class) {
  EXPECT_EQ(missed(begun, over, {span(-5min, 10min), span(70min, 80min)}, 1min), Gaps{span(10min, 60min)});
  EXPECT_EQ(missed(begun, over, {span(-5min, 90min)}, 1min), Gaps{});
  EXPECT_EQ(missed(begun, begun, {}, 1min), Gaps{});
}

TEST(Missed, takes_stays_that_overlap_as_one) {
  EXPECT_EQ(missed(begun, over, {span(0min, 40min), span(10min, 20min), span(50min, 60min)}, 1min),
            Gaps{span(40min, 50min)});
}

}  // namespace
}  // namespace lyceum::insight
