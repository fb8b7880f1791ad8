#include "room/outline/outline.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
const Standing learner{Person{AccountId{7}, "L", Role::learner}, true, false};
const Stamp noon{9, Utc(1'700'000'000s)};

TEST(Outline, is_what_was_prepared_and_the_class_moves_through_it) {
  Outline outline;
  outline.evolve(decide(outline, staff, SetOutline{{" 开场 ", "two", "three"}}).value().value(), noon);
  EXPECT_EQ(outline.topics, (std::vector<std::string>{"开场", "two", "three"}));
  EXPECT_FALSE(decide(outline, staff, SetOutline{{"开场", "two", "three"}}).value());
  outline.evolve(decide(outline, staff, MoveToTopic{"two"}).value().value(), noon);
  EXPECT_FALSE(decide(outline, staff, MoveToTopic{"two"}).value()) << "the other assistant was first";
  outline.evolve(decide(outline, staff, SetOutline{{"one", "three"}}).value().value(), noon);
  EXPECT_EQ(outline.at, "two") << "a changed outline moves nothing";
  outline.evolve(decide(outline, staff, MoveToTopic{"what nobody planned"}).value().value(), noon);
  std::string out;
  append_shown(out, outline);
  EXPECT_EQ(out, R"(,"topics":["one","three"],"topic":{"title":"what nobody planned","t":1700000000000})");
}

TEST(Outline, is_staff_s_and_has_an_end) {
  Outline outline;
  EXPECT_EQ(decide(outline, learner, SetOutline{{"x"}}).error().no, No::not_allowed);
  EXPECT_EQ(decide(outline, learner, MoveToTopic{"x"}).error().no, No::not_allowed);
  std::vector<std::string> many;
  for (std::size_t i = 0; i < topics_max; ++i) many.push_back(std::to_string(i));
  EXPECT_TRUE(decide(outline, staff, SetOutline{many}));
  many.emplace_back("one more");
  EXPECT_EQ(decide(outline, staff, SetOutline{many}).error().no, No::topics_invalid);
  for (const std::vector<std::string>& bad :
       {std::vector<std::string>{"a", " a "}, {""}, {std::string(81, 'x')}})
    EXPECT_EQ(decide(outline, staff, SetOutline{bad}).error().no, No::topics_invalid);
  EXPECT_EQ(decide(outline, staff, MoveToTopic{"  "}).error().no, No::topics_invalid);
}

TEST(Outline, reads_back_as_written) {
  std::string body = "{";
  append_fields(body, OutlineSet{{"a", "\"b\""}});
  OutlineSet set;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), set));
  EXPECT_EQ(set.topics, (std::vector<std::string>{"a", "\"b\""}));
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"topics":["a",5]})").as_object(), set));
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"topics":"a"})").as_object(), set));
  TopicReached reached;
  EXPECT_TRUE(read_fields(boost::json::parse(R"({"title":"a"})").as_object(), reached));
  EXPECT_FALSE(read_fields(boost::json::parse(R"({})").as_object(), reached));
}

}  // namespace
}  // namespace lyceum::room
