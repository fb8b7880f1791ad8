#include "room/reactions/meter.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Utc start = utc_from_micros(1'700'000'000'000'000);
const Standing wei{Person{AccountId{7}, "Wei", Role::learner}, true, false};
constexpr SendReactions claps(std::int64_t count) { return {{0, count, 0, 0, 0}}; }

bool reads(std::string_view counts) {
  SendReactions command;
  return read_fields(boost::json::parse(R"({"counts":)" + std::string(counts) + '}').as_object(), command);
}

TEST(Reactions, of_many_commands_become_one_event_with_a_total_each) {
  ReactionMeter meter;
  ASSERT_TRUE(meter.add(wei, claps(3), true, start));
  ASSERT_TRUE(meter.add(wei, {{1, 2, 0, 0, 4}}, true, start));
  const Reactions before{{10, 10, 10, 10, 10}};
  EXPECT_EQ(meter.count(before, start).totals, (ReactionCounts{11, 15, 10, 10, 14}));
  EXPECT_FALSE(meter.due());
  ASSERT_TRUE(meter.add(wei, claps(1), true, start + 100ms));
  EXPECT_EQ(meter.due(), start + 1s);
}

TEST(Reactions, are_the_class_s_of_people_and_not_faster_than_a_hand) {
  ReactionMeter meter;
  EXPECT_EQ(meter.add(Standing{}, claps(1), true, start).error().no, No::sign_in);
  EXPECT_EQ(meter.add(wei, claps(1), false, start).error().no, No::not_live);
  ASSERT_TRUE(meter.add(wei, claps(30), true, start));
  ASSERT_TRUE(meter.add(wei, claps(30), true, start));
  EXPECT_EQ(meter.add(wei, claps(1), true, start).error().no, No::too_fast);
  EXPECT_EQ(meter.count({}, start).totals[1], 60) << "what was refused is not counted";
}

TEST(Reactions, that_make_no_sense_are_malformed) {
  EXPECT_TRUE(reads(R"({"clap":29,"party":1})"));
  for (const auto* bad : {R"({})", R"({"clap":0})", R"({"clap":-1,"party":3})", R"({"dance":1})",
                          R"({"clap":31})", R"({"clap":20,"wow":20})", R"({"clap":1.5})",
                          R"({"clap":9223372036854775807,"wow":9223372036854775807})", R"([1])"})
    EXPECT_FALSE(reads(bad)) << bad;
}

TEST(Reactions, read_back_as_written) {
  std::string body = "{";
  append_fields(body, {{1, 2, 3, 4, 5}});
  ReactionsCounted read;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), read));
  EXPECT_EQ(read.totals, (ReactionCounts{1, 2, 3, 4, 5}));
}

}  // namespace
}  // namespace lyceum::room
