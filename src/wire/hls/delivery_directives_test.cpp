#include "wire/hls/delivery_directives.hpp"

#include <gtest/gtest.h>

namespace lyceum::hls {
namespace {

// Segment 10 is being filled and has 3 parts; segment 9 is complete with 6.
constexpr LiveEdge edge{
    .msn = 10, .parts = 3, .last_complete_parts = 6, .part_target = MediaMicros(350'000), .ended = false};

Reload ask(std::int64_t msn, std::optional<std::int64_t> part = std::nullopt, LiveEdge at = edge) {
  return judge({.msn = msn, .part = part, .skip = false}, at);
}

TEST(DeliveryDirectives, what_is_there_is_answered_now) {
  EXPECT_EQ(judge({}, edge), Reload::now);
  EXPECT_EQ(ask(9), Reload::now);
  EXPECT_EQ(ask(10, 2), Reload::now);
  EXPECT_EQ(ask(9, 5), Reload::now);
  EXPECT_EQ(ask(3, 99), Reload::now);
}

TEST(DeliveryDirectives, the_next_part_or_segment_is_waited_for) {
  EXPECT_EQ(ask(10, 3), Reload::later);
  EXPECT_EQ(ask(10), Reload::later) << "the segment is not complete";
  EXPECT_EQ(ask(11, 0), Reload::later);
  EXPECT_EQ(ask(11), Reload::later);
}

TEST(DeliveryDirectives, a_part_past_the_end_of_a_segment_is_part_0_of_the_next) {
  EXPECT_EQ(ask(9, 6), Reload::now) << "part 0 of segment 10 exists";
  LiveEdge fresh = edge;
  fresh.parts = 0;
  EXPECT_EQ(ask(9, 6, fresh), Reload::later);
  EXPECT_EQ(ask(9, 60, fresh), Reload::later);
}

TEST(DeliveryDirectives, more_than_two_segments_ahead_is_refused_at_once) {
  EXPECT_EQ(ask(11), Reload::later) << "two after the last complete one";
  EXPECT_EQ(ask(12), Reload::never);
  EXPECT_EQ(ask(12, 0), Reload::never);
}

TEST(DeliveryDirectives, a_part_beyond_the_advance_part_limit_is_refused_at_once) {
  EXPECT_EQ(advance_part_limit(MediaMicros(350'000)), 9);
  EXPECT_EQ(advance_part_limit(MediaMicros(1'000'000)), 3);
  EXPECT_EQ(advance_part_limit(MediaMicros(200'000)), 15);
  EXPECT_EQ(ask(10, 3 + 8), Reload::later);
  EXPECT_EQ(ask(10, 3 + 9), Reload::never);
  EXPECT_EQ(ask(11, 9), Reload::never);
}

TEST(DeliveryDirectives, an_ended_stream_holds_nobody) {
  LiveEdge over = edge;
  over.ended = true;
  EXPECT_EQ(ask(99, 99, over), Reload::now);
}

TEST(DeliveryDirectives, are_read_from_the_query) {
  const auto read = parse_directives("12", "3", "YES");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->msn, 12);
  EXPECT_EQ(read->part, 3);
  EXPECT_TRUE(read->skip);
  EXPECT_FALSE(parse_directives(std::nullopt, std::nullopt, std::nullopt)->msn);
}

// Refused.

TEST(DeliveryDirectives, what_is_not_a_number_is_refused) {
  for (const char* text : {"", "x", "1x", "-1", " 1", "1.5", "9007199254740992", "99999999999999999999"})
    EXPECT_FALSE(parse_directives(text, std::nullopt, std::nullopt)) << text;
}

TEST(DeliveryDirectives, a_part_without_a_segment_is_refused) {
  EXPECT_FALSE(parse_directives(std::nullopt, "1", std::nullopt));
}

}  // namespace
}  // namespace lyceum::hls
