#include "media/health/series.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

HealthSecond second(std::uint16_t missing) { return {.missing = missing}; }
constexpr auto missing = [](const HealthSecond& each) { return each.missing; };

TEST(HealthSeries, keeps_five_minutes_and_forgets_the_oldest) {
  HealthSeries series;
  for (std::uint16_t i = 1; i <= 310; ++i) series.push(second(i));
  EXPECT_EQ(series.size(), HealthSeries::length);
  EXPECT_EQ(series.back(0).missing, 310);
  EXPECT_EQ(series.back(299).missing, 11);
}

TEST(HealthSeries, sums_and_peaks_look_at_the_newest_seconds_only) {
  HealthSeries series;
  for (const std::uint16_t each : {9, 1, 2, 3}) series.push(second(each));
  EXPECT_EQ(series.sum(3, missing), 6U);
  EXPECT_EQ(series.largest(3, missing), 3U);
  EXPECT_EQ(series.sum(100, missing), 15U);
}

TEST(HealthSeries, a_long_silence_costs_no_more_than_its_length) {
  HealthSeries series;
  series.push(second(7));
  series.skip(~std::uint64_t{0});
  EXPECT_EQ(series.size(), HealthSeries::length);
  EXPECT_EQ(series.sum(HealthSeries::length, missing), 0U);
}

}  // namespace
}  // namespace lyceum::media
