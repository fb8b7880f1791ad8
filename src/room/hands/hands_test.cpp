#include "room/hands/decide.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

constexpr auto start = Utc(1'700'000'000s);
const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
Standing learner(std::int64_t id) {
  return {Person{AccountId{id}, "L" + std::to_string(id), Role::learner}, true, false};
}

struct Class {
  Hands hands;
  Offset n = 0;
  template <class Event>
  void happen(const Event& event) {
    ++n;
    hands.evolve(event, {n, start + seconds(n)});
  }
  void up(std::int64_t id) { happen(raise(hands, learner(id)).value().value()); }
  std::string queue() const {
    std::string names;
    for (const Hands::Hand& hand : hands.all()) names += hand.from.name + (hand.called ? "! " : " ");
    return names;
  }
};

TEST(Hands, stand_in_a_queue_the_longest_first) {
  Class c;
  c.up(7);
  c.up(5);
  c.up(6);
  EXPECT_EQ(c.queue(), "L7 L5 L6 ");
  EXPECT_FALSE(raise(c.hands, learner(5)).value()) << "up already, and keeps its place";
  c.happen(*lower(c.hands, learner(7), AccountId{7}).value());
  EXPECT_EQ(c.queue(), "L5 L6 ");
  EXPECT_FALSE(lower(c.hands, learner(7), AccountId{7}).value());
}

TEST(Hands, staff_calls_and_lowers_and_people_lower_their_own) {
  Class c;
  c.up(7);
  EXPECT_EQ(call(c.hands, learner(5), AccountId{7}).error().no, No::not_allowed);
  EXPECT_EQ(lower(c.hands, learner(5), AccountId{7}).error().no, No::not_allowed);
  EXPECT_EQ(call(c.hands, staff, AccountId{5}).error().no, No::not_found);
  c.happen(*call(c.hands, staff, AccountId{7}).value());
  EXPECT_EQ(c.queue(), "L7! ");
  EXPECT_FALSE(call(c.hands, staff, AccountId{7}).value()) << "the other assistant was first";
  c.happen(*lower(c.hands, staff, AccountId{7}).value());
  EXPECT_EQ(c.queue(), "");
}

TEST(Hands, staff_and_those_who_may_not_speak_raise_none_and_the_queue_ends_somewhere) {
  Class c;
  EXPECT_EQ(raise(c.hands, staff).error().no, No::not_allowed);
  Standing mute = learner(5);
  mute.may_speak = false;
  EXPECT_EQ(raise(c.hands, mute).error().no, No::not_allowed);
  for (std::size_t id = 100; id < 100 + hands_max; ++id) c.up(static_cast<std::int64_t>(id));
  EXPECT_EQ(raise(c.hands, learner(5)).error().no, No::too_many_waiting);
}

TEST(Hands, what_was_written_is_read_again) {
  std::string body = "{";
  append_fields(body, HandRaised{*learner(7).person});
  HandRaised raised;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), raised));
  EXPECT_EQ(raised.from, *learner(7).person);
  HandCalled called;
  EXPECT_TRUE(read_fields(boost::json::parse(R"({"account":"7"})").as_object(), called));
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"account":7})").as_object(), called));
}

}  // namespace
}  // namespace lyceum::room
