#include "store/backup/check.hpp"

#include "store/backup/backup_fixture.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

TEST(DatabaseCheck, a_sound_database_is_called_so) {
  TrialFolder site("check_sound");
  for (const auto depth : {CheckDepth::quick, CheckDepth::full}) {
    const auto report = check_database(site.data() / "lyceum.db", depth);
    ASSERT_TRUE(report) << report.error().detail;
    EXPECT_EQ(report->schema, static_cast<int>(migrations().size()));
    EXPECT_EQ(report->damage, "");
    EXPECT_FALSE(report->newest_row);
  }
}

TEST(DatabaseCheck, pages_that_were_overwritten_are_noticed) {
  TrialFolder site("check_broken");
  for (int i = 0; i < 500; ++i) site.set("name" + std::to_string(i), std::string(500, 'v'));
  const auto copy = site.top() / "copy.db";
  {
    std::filesystem::copy_file(site.data() / "lyceum.db", copy);
    std::filesystem::copy_file(site.data() / "lyceum.db-wal", copy.string() + "-wal");
    ASSERT_TRUE(check_database(copy, CheckDepth::quick));  // the log goes into the file
  }
  std::string bytes = TrialFolder::read(copy);
  ASSERT_GT(bytes.size(), 40U * 4096);
  for (std::size_t page = 20; page < bytes.size() / 4096; ++page)
    for (std::size_t i = 0; i < 64; ++i) bytes[page * 4096 + i] = 'x';
  TrialFolder::write(copy, bytes);
  const auto report = check_database(copy, CheckDepth::quick);
  EXPECT_TRUE(!report || !report->damage.empty());
}

TEST(DatabaseCheck, what_is_no_database_is_named) {
  TrialFolder site("check_none");
  TrialFolder::write(site.top() / "text", std::string(5000, 'x'));
  EXPECT_NE(check_database(site.top() / "text", CheckDepth::quick).error().detail.find("text"),
            std::string::npos);
  EXPECT_NE(check_database(site.top() / "nothing", CheckDepth::quick).error().detail.find("nothing"),
            std::string::npos);
}

}  // namespace
}  // namespace lyceum::store
