#include "money/access/lease_table.hpp"

#include <gtest/gtest.h>

namespace lyceum::money {
namespace {

using namespace std::chrono_literals;
using Lease = LeaseTable::Lease;

constexpr LessonId kOne{100'000'001}, kTwo{100'000'002};
constexpr AccountId kNobody{}, kAnna{7}, kBen{8};
constexpr Mono kStart{1h};

TEST(LeaseTable, an_unknown_viewer_is_asked_about_first) {
  LeaseTable leases;
  EXPECT_EQ(leases.check(ViewerId{1}, kStart), Lease::none);
}

TEST(LeaseTable, a_lease_is_renewed_by_requests_as_long_as_access_holds) {
  LeaseTable leases({.length = 120s, .viewers_max = 10});
  leases.grant(ViewerId{1}, kOne, kAnna, kStart);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 59s), Lease::valid);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 60s), Lease::ageing);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 61s), Lease::valid);  // one asks, the others go on
  leases.grant(ViewerId{1}, kOne, kAnna, kStart + 62s);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 121s), Lease::valid);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 122s), Lease::ageing);
}

TEST(LeaseTable, a_lease_that_is_not_renewed_ends) {
  LeaseTable leases({.length = 120s, .viewers_max = 10});
  leases.grant(ViewerId{1}, kOne, kAnna, kStart);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 120s - 1ns), Lease::ageing);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 120s), Lease::none);
  EXPECT_EQ(leases.size(), 0u);
}

TEST(LeaseTable, a_change_of_rights_ends_the_leases_concerned_at_once) {
  const auto left = [](LessonId lesson, AccountId account) {
    LeaseTable leases;
    leases.grant(ViewerId{1}, kOne, kAnna, kStart);
    leases.grant(ViewerId{2}, kOne, kBen, kStart);
    leases.grant(ViewerId{3}, kTwo, kAnna, kStart);
    leases.grant(ViewerId{4}, kTwo, kNobody, kStart);
    leases.revoke(lesson, account);
    std::string valid;
    for (std::int64_t i = 1; i <= 4; ++i)
      if (leases.check(ViewerId{i}, kStart) == Lease::valid) valid += std::to_string(i);
    return valid;
  };
  EXPECT_EQ(left(kOne, kAnna), "234");
  EXPECT_EQ(left(kTwo, kNobody), "12");
  EXPECT_EQ(left({}, kAnna), "24");
}

TEST(LeaseTable, the_table_is_bounded_and_the_one_seen_longest_ago_goes) {
  LeaseTable leases({.length = 120s, .viewers_max = 2});
  leases.grant(ViewerId{1}, kOne, kAnna, kStart);
  leases.grant(ViewerId{2}, kOne, kBen, kStart);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 1s), Lease::valid);
  leases.grant(ViewerId{3}, kOne, kNobody, kStart + 2s);
  EXPECT_EQ(leases.size(), 2u);
  EXPECT_EQ(leases.check(ViewerId{2}, kStart + 2s), Lease::none);
  EXPECT_EQ(leases.check(ViewerId{1}, kStart + 2s), Lease::valid);
}

TEST(LeaseTable, those_who_asked_lately_are_watching) {
  LeaseTable leases;
  leases.grant(ViewerId{1}, kOne, kAnna, kStart);
  leases.grant(ViewerId{2}, kOne, kNobody, kStart + 20s);
  leases.grant(ViewerId{3}, kTwo, kNobody, kStart + 20s);
  EXPECT_EQ(leases.watching(kOne, kStart + 25s, 10s), 1u);
  EXPECT_EQ(leases.watching(kOne, kStart + 25s, 30s), 2u);
  (void)leases.check(ViewerId{1}, kStart + 40s);
  EXPECT_EQ(leases.watching(kOne, kStart + 41s, 10s), 1u);
}

}  // namespace
}  // namespace lyceum::money
