#include "base/text/csv.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

TEST(Csv, quotes_are_doubled_and_lines_stay_inside) {
  EXPECT_EQ(csv_field("plain"), "\"plain\"");
  EXPECT_EQ(csv_field("she said \"no\""), "\"she said \"\"no\"\"\"");
  EXPECT_EQ(csv_field("a,b\nc"), "\"a,b\nc\"");
}

TEST(Csv, what_a_spreadsheet_would_run_is_text) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    EXPECT_EQ(csv_field(formula), "\"'" + std::string(formula) + "\"");
}

}  // namespace
}  // namespace lyceum
