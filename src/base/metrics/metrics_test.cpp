#include "base/metrics/metrics.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

TEST(Metrics, the_same_name_and_labels_count_together) {
  metric_counter("lyceum_test_things_total", "things", {{"kind", "a"}}).add(2);
  metric_counter("lyceum_test_things_total", "things", {{"kind", "a"}}).add();
  metric_counter("lyceum_test_things_total", "things", {{"kind", "b"}}).add();
  const std::string text = metrics_text();
  EXPECT_NE(text.find("lyceum_test_things_total{kind=\"a\"} 3"), std::string::npos) << text;
  EXPECT_NE(text.find("lyceum_test_things_total{kind=\"b\"} 1"), std::string::npos) << text;
}

}  // namespace
}  // namespace lyceum
