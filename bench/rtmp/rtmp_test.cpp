#include "bench/rtmp/rtmp.hpp"

#include "bench/rtmp/unanswered.hpp"

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

TEST(Unanswered, the_last_message_that_is_whole_counts) {
  Unanswered line;
  line.sent(100, 1);
  line.sent(200, 2);
  line.sent(300, 3);
  EXPECT_FALSE(line.arrived(99));
  EXPECT_EQ(line.arrived(250), 2);
  EXPECT_FALSE(line.arrived(250));
  EXPECT_EQ(line.arrived(300), 3);
}

TEST(Unanswered, counts_on_where_32_bits_end) {
  Unanswered line;
  line.sent((std::uint64_t{1} << 32) - 10, 1);
  line.sent((std::uint64_t{1} << 32) + 10, 2);
  EXPECT_EQ(line.arrived(0), 1);
  EXPECT_EQ(line.arrived(10), 2);
}

TEST(Unanswered, a_server_that_never_answers_costs_no_memory_without_end) {
  Unanswered line;
  for (int i = 0; i < 10'000; ++i) line.sent(static_cast<std::uint64_t>(i), i);
  EXPECT_EQ(line.arrived(10'000 - Unanswered::kept_max), 10'000 - static_cast<int>(Unanswered::kept_max));
}

RtmpLoad load_of(const std::string& url, int count) {
  RtmpLoad load;
  load.common.url = url;
  load.viewers = count;
  return load;
}

TEST(PlacesFor, numbers_stand_where_the_url_says) {
  const auto places = places_for(load_of("rtmp://127.0.0.1:1935/live/class-{n}", 3));
  ASSERT_TRUE(places);
  EXPECT_EQ((*places)[0].target.stream, "class-1");
  EXPECT_EQ((*places)[2].target.stream, "class-3");
  EXPECT_EQ((*places)[2].target.app, "live");
  EXPECT_EQ((*places)[2].target.tc_url, "rtmp://127.0.0.1:1935/live");
}

TEST(PlacesFor, one_key_is_for_one_encoder) {
  EXPECT_TRUE(places_for(load_of("rtmp://127.0.0.1/live/key", 1)));
  EXPECT_FALSE(places_for(load_of("rtmp://127.0.0.1/live/key", 2)));
  EXPECT_FALSE(places_for(load_of("rtmp://127.0.0.1/key", 1)));
}

}  // namespace
}  // namespace lyceum::bench
