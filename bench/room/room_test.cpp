#include "bench/measure/process.hpp"
#include "bench/room/ceiling.hpp"
#include "bench/room/stamp.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

TEST(Stamp, every_comment_of_a_batch_is_found) {
  const std::string text =
      "{\"text\":\"" + stamped_text(12345, 60) + "\"},{\"text\":\"" + stamped_text(67890, 60) + "\"}";
  std::vector<std::int64_t> found;
  find_stamps(text, [&](std::int64_t due) { found.push_back(due); });
  EXPECT_EQ(found, (std::vector<std::int64_t>{12345, 67890}));
}

TEST(Stamp, a_comment_has_the_size_that_was_asked_for) { EXPECT_EQ(stamped_text(1, 200).size(), 200U); }

TEST(Stamp, one_cut_short_is_passed_by) {
  find_stamps("bench 123", [](std::int64_t) { FAIL(); });
}

TEST(Ceiling, a_raw_server_delivers_to_a_few_sockets) {
  const std::string frame(300, 'x');
  EXPECT_GT(measure_ceiling(
                {.sockets = 50, .rate = 50, .seconds = 0.5, .frame = frame, .processors = processors(0)}),
            1000);
}

}  // namespace
}  // namespace lyceum::bench
