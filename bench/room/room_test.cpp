#include "bench/measure/stamp.hpp"
#include "bench/room/beat.hpp"
#include "bench/room/dialect.hpp"
#include "bench/room/slope.hpp"
#include "bench/room/tally.hpp"

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

constexpr std::int64_t kStep = 200'000'000;  // five a second

TEST(Beat, keeps_its_distance_from_one_run_to_the_next) {
  Beat beat;
  beat.begin(1000);
  EXPECT_EQ(beat.next(), 1000);
  beat.advance(5);
  beat.begin(1000 + kStep / 2);  // the warm-up is over, the measured run begins
  EXPECT_EQ(beat.next(), 1000 + kStep);
}

TEST(Beat, makes_up_for_nothing_after_a_pause) {
  Beat beat;
  beat.begin(1000);
  beat.advance(5);
  beat.begin(50 * kStep);
  EXPECT_EQ(beat.next(), 50 * kStep);
}

TEST(Slope, is_that_of_the_line_and_not_of_what_all_share) {
  EXPECT_DOUBLE_EQ(
      slope({{5000, 27'000 + 2 * 5000}, {10'000, 27'000 + 2 * 10'000}, {18'000, 27'000 + 2 * 18'000}}), 2);
  EXPECT_DOUBLE_EQ(slope({{7, 1}}), 0);
}

Heard hear(std::string_view protocol, std::string_view text) {
  return make_dialect(protocol, "bench")->hear(text);
}

TEST(Dialect, of_lyceum_tells_greetings_answers_and_refusals_apart) {
  EXPECT_TRUE(hear("lyceum", R"({"hello":{"epoch":"e"}})").welcome);
  EXPECT_TRUE(hear("lyceum", R"({"re":7,"ok":{"n":12}})").answer);
  EXPECT_FALSE(hear("lyceum", R"({"re":7,"ok":{"n":12}})").refusal);
  EXPECT_TRUE(hear("lyceum", R"({"re":7,"err":{"code":"too_fast"}})").refusal);
  EXPECT_FALSE(hear("lyceum", R"({"after":1,"upto":2,"ev":[]})").answer);
}

TEST(Dialect, of_centrifugo_finds_several_messages_in_one_frame) {
  const Heard heard = hear("centrifugo", "{\"id\":1,\"connect\":{}}\n{\"id\":2,\"subscribe\":{}}\n{}");
  EXPECT_TRUE(heard.welcome);
  EXPECT_TRUE(heard.ping);
  EXPECT_FALSE(heard.answer);
  EXPECT_TRUE(hear("centrifugo", R"({"id":101,"publish":{}})").answer);
  EXPECT_TRUE(hear("centrifugo", R"({"id":2,"error":{"code":103}})").refusal);
  EXPECT_EQ(make_dialect("centrifugo", "bench")->comment(101, "hi"),
            R"({"id":101,"publish":{"channel":"bench","data":{"text":"hi"}}})");
}

TEST(Dialect, of_socket_io_joins_and_answers_pings) {
  EXPECT_TRUE(hear("socketio", R"(40{"sid":"x"})").welcome);
  EXPECT_FALSE(hear("socketio", R"(0{"sid":"x"})").welcome);
  EXPECT_TRUE(hear("socketio", "2").ping);
  EXPECT_EQ(make_dialect("socketio", "")->pong(), "3");
}

TEST(Dialect, that_nobody_knows_is_none) { EXPECT_EQ(make_dialect("smoke signals", ""), nullptr); }

std::string batch(int after, int upto, std::int64_t due) {
  return R"({"after":)" + std::to_string(after) + R"(,"upto":)" + std::to_string(upto) +
         R"(,"ev":[{"text":")" + stamped_text(due, 40) + R"("}]})";
}

TEST(Tally, counts_deliveries_of_its_window_with_their_delay) {
  Tally tally;
  Viewer viewer(0);
  tally.count_from(1000, 1);
  tally.sent(1000);
  tally.arrived(viewer, batch(0, 1, 999), 5000);
  tally.arrived(viewer, batch(1, 2, 1000), 5'001'000);
  EXPECT_EQ(tally.window().sent, 1U);
  EXPECT_EQ(tally.window().deliveries, 1U);
  EXPECT_EQ(viewer.comments, 2U);
  EXPECT_NEAR(tally.window().latencies.percentile_ms(0.5), 5, 0.2);
}

TEST(Tally, sees_what_is_missing_and_what_comes_twice) {
  Tally tally;
  Viewer viewer(0);
  tally.arrived(viewer, R"({"hello":{"epoch":"e","offset":5,"resumed":false}})", 1);
  EXPECT_EQ(tally.epoch(), "e");
  tally.arrived(viewer, batch(5, 6, 1), 1);
  EXPECT_EQ(tally.gaps() + tally.repeats(), 0U);
  tally.arrived(viewer, batch(8, 9, 1), 1);
  EXPECT_EQ(tally.gaps(), 1U);
  tally.arrived(viewer, batch(8, 9, 1), 1);
  EXPECT_EQ(tally.repeats(), 1U);
  tally.arrived(viewer, R"({"hello":{"epoch":"e","offset":9,"resumed":true}})", 1);
  EXPECT_EQ(tally.restarts(), 0U);
  tally.arrived(viewer, R"({"hello":{"epoch":"f","offset":9,"resumed":false}})", 1);
  EXPECT_EQ(tally.restarts(), 1U);
}

}  // namespace
}  // namespace lyceum::bench
