#include "api/json/time.hpp"

#include <gtest/gtest.h>

namespace lyceum::api {
namespace {

TEST(Time, what_is_written_is_read_back) {
  const Utc time = utc_from_micros(1'795'356'000'123'000);
  EXPECT_EQ(format_time(time), "2026-11-22T14:00:00.123Z");
  EXPECT_EQ(parse_time(format_time(time)), time);
}

TEST(Time, offsets_and_fractions_are_understood) {
  EXPECT_EQ(parse_time("2026-11-22T22:00:00.5+08:00"), parse_time("2026-11-22T14:00:00.500Z"));
  EXPECT_EQ(parse_time("2026-11-22t09:30:00-04:30"), parse_time("2026-11-22T14:00:00Z"));
  EXPECT_TRUE(parse_time("2028-02-29T00:00:00Z"));
}

TEST(Time, what_is_no_time_is_refused) {
  for (const char* bad :
       {"", "2026", "2026-11-22", "2026-02-30T00:00:00Z", "2026-11-22T25:00:00Z", "2026-11-22T14:00:00",
        "2026-11-22T14:00:00Zx", "2026-11-22T14:00:00.Z", "0000-00-00T00:00:00Z", "now"})
    EXPECT_FALSE(parse_time(bad)) << bad;
}

}  // namespace
}  // namespace lyceum::api
