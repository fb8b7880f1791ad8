#include "site/audit/csv.hpp"

#include <gtest/gtest.h>

namespace lyceum::site {
namespace {

TEST(AuditCsv, a_line_holds_every_column_of_the_head) {
  AuditEntry entry;
  entry.at = Utc(std::chrono::seconds(5));
  entry.by = AccountId{7};
  entry.action = "lesson.cut";
  entry.subject = "123456789";
  const std::string line = audit_csv({entry}, [](Utc) { return std::string("then"); });
  EXPECT_EQ(line, "\"then\",\"7\",\"\",\"\",\"lesson.cut\",\"123456789\",\"\",\"\"\r\n");
  const std::string head = audit_csv_head();
  EXPECT_EQ(std::count(line.begin(), line.end(), ','), std::count(head.begin(), head.end(), ','));
}

}  // namespace
}  // namespace lyceum::site
