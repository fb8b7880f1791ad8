#include "store/postgres/outage.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

bool reachable() { return metrics_text().find("lyceum_store_reachable 1\n") != std::string::npos; }

TEST(Outage, is_over_when_one_connection_is_open_again) {
  Outage outage;
  const Mono opened = std::chrono::steady_clock::now();
  outage.seen("gone", opened);
  outage.seen("gone", opened);
  EXPECT_FALSE(reachable());
  outage.regained();
  EXPECT_TRUE(reachable());
}

TEST(Outage, what_is_noticed_late_is_no_new_one) {
  Outage outage;
  const Mono opened = std::chrono::steady_clock::now();
  outage.seen("gone", opened);
  outage.regained();
  outage.seen("gone", opened);  // a connection that nobody has used since
  EXPECT_TRUE(reachable());
  outage.regained();
  outage.seen("gone again", std::chrono::steady_clock::now());
  EXPECT_FALSE(reachable());
}

}  // namespace
}  // namespace lyceum::store
