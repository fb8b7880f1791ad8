#include "room/chat/event.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

const Person wei{AccountId{7}, "Wei", Role::guest};
const Comment comment{5, Utc(milliseconds(1'700'000'000'123)), wei, "你好",
                      ReplyTo{2, AccountId{3}, "Ann", "hi"}};

template <class Event>
std::string text_of(const Event& event) {
  std::string out = "{";
  append_fields(out, event);
  return out + "}";
}

// Written, read and written again, it is the same text.
template <class Event>
void expect_round_trip(const Event& event) {
  Event back;
  const std::string text = text_of(event);
  ASSERT_TRUE(read_fields(boost::json::parse(text).as_object(), back)) << text;
  EXPECT_EQ(text_of(back), text);
}

TEST(ChatEvents, read_back_as_written) {
  expect_round_trip(Commented{wei, "hello", {}});
  expect_round_trip(Commented{wei, "hello", ReplyTo{2, AccountId{3}, "Ann", "hi"}});
  expect_round_trip(Commented{wei, "late", {}, Utc(milliseconds(1'700'000'000'456))});
  expect_round_trip(Deleted{5});
  expect_round_trip(Pinned{comment});
  expect_round_trip(Pinned{});
  expect_round_trip(Muted{wei, comment.t});
  expect_round_trip(SlowSet{30});
}

TEST(ChatEvents, a_comment_is_written_as_the_schema_says) {
  EXPECT_EQ(
      text_of(Commented{wei, "hi", ReplyTo{2, AccountId{3}, "Ann", "yo"}}),
      R"({"from":{"id":"7","name":"Wei","role":"guest"},"text":"hi","reply":{"n":2,"id":"3","name":"Ann","text":"yo"}})");
}

TEST(ChatEvents, missing_or_wrong_fields_are_refused) {
  Commented commented;
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"text":"x"})").as_object(), commented));
  EXPECT_FALSE(read_fields(
      boost::json::parse(R"({"from":{"id":"7","name":"W","role":"guest"},"text":"x","reply":{"n":1}})")
          .as_object(),
      commented));
  Pinned pinned;
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"comment":3})").as_object(), pinned));
  EXPECT_FALSE(read_fields(boost::json::parse(R"({})").as_object(), pinned));
  Deleted deleted;
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"comment":-1})").as_object(), deleted));
}

}  // namespace
}  // namespace lyceum::room
