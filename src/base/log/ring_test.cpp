#include "base/log/ring.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

TEST(LogRing, lines_are_found_after_a_number_and_by_level) {
  const auto before = newest_log_lines(0, LogLevel::debug, 1).newest;
  log_info("a class began", {{"lesson", "7"}});
  log_warning("a disk is full");
  const auto all = newest_log_lines(before, LogLevel::info, 100);
  ASSERT_EQ(all.lines.size(), 2u);
  EXPECT_EQ(all.lines[0].text, "a class began  lesson=7");
  EXPECT_EQ(all.lines[1].n, all.newest);
  const auto grave = newest_log_lines(before, LogLevel::warning, 100);
  ASSERT_EQ(grave.lines.size(), 1u);
  EXPECT_EQ(grave.lines[0].text, "a disk is full");
  EXPECT_TRUE(newest_log_lines(all.newest, LogLevel::debug, 100).lines.empty());
}

TEST(LogRing, it_is_bounded_and_long_lines_are_cut_between_characters) {
  const std::string name(kLogLineMax - 8, 'x');
  log_info("long", {{"n", name + "讲堂讲堂"}});
  const auto line = newest_log_lines(0, LogLevel::debug, 1).lines.at(0).text;
  EXPECT_LE(line.size(), kLogLineMax + 3);
  EXPECT_TRUE(line.ends_with("…"));
  for (std::size_t i = 0; i < kLogLinesKept + 10; ++i) log_info("again");
  EXPECT_EQ(newest_log_lines(0, LogLevel::debug, 1'000'000).lines.size(), kLogLinesKept);
}

TEST(LogRing, what_the_level_keeps_out_of_the_log_is_not_in_the_ring) {
  const auto before = newest_log_lines(0, LogLevel::debug, 1).newest;
  log_debug("chatter");
  EXPECT_EQ(newest_log_lines(0, LogLevel::debug, 1).newest, before);
}

}  // namespace
}  // namespace lyceum
