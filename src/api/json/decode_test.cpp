#include "api/json/decode.hpp"

#include <gtest/gtest.h>

namespace lyceum::api {

struct Price {
  std::int64_t amount = 0;
  std::string currency;
};
BOOST_DESCRIBE_STRUCT(Price, (), (amount, currency))

struct Thing {
  std::string title;
  std::optional<std::string> note;
  std::optional<Price> price;
  std::optional<bool> open;
  std::optional<std::vector<std::string>> tags;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (title, note, price, open, tags))

struct Edit {
  Nullable<std::string> starts_at;
};
BOOST_DESCRIBE_STRUCT(Edit, (), (starts_at))

namespace {

TEST(Decode, tells_null_from_absent_where_asked) {
  EXPECT_FALSE(decode<Edit>("{}")->starts_at.given);
  EXPECT_TRUE(decode<Edit>(R"({"starts_at":null})")->starts_at.given);
  EXPECT_FALSE(decode<Edit>(R"({"starts_at":null})")->starts_at.value);
  EXPECT_EQ(decode<Edit>(R"({"starts_at":"x"})")->starts_at.value, "x");
}

TEST(Decode, reads_what_is_there_and_leaves_out_what_is_optional) {
  const auto thing =
      decode<Thing>(R"({"title":"T","note":null,"price":{"amount":9900,"currency":"CNY"},"tags":["a","b"]})");
  ASSERT_TRUE(thing) << thing.error().detail;
  EXPECT_EQ(thing->title, "T");
  EXPECT_FALSE(thing->note);
  EXPECT_EQ(thing->price->amount, 9900);
  EXPECT_EQ(thing->tags->size(), 2U);
}

TEST(Decode, refuses_by_the_name_of_the_field) {
  const auto refused = [](std::string_view text) { return decode<Thing>(text).error().detail; };
  EXPECT_EQ(refused("{}"), "title: required");
  EXPECT_EQ(refused(R"({"title":1})"), "title: text");
  EXPECT_EQ(refused(R"({"title":"a","open":"yes"})"), "open: true or false");
  EXPECT_EQ(refused(R"({"title":"a","price":{"amount":1.5,"currency":"CNY"}})"), "amount: whole number");
  EXPECT_EQ(refused(R"({"title":"a","titel":"b"})"), "body: unknown field inside");
  EXPECT_EQ(refused("[]"), "body: object");
}

TEST(Decode, refuses_what_is_not_json) {
  EXPECT_EQ(decode<Thing>("{").error().code, "bad_json");
  EXPECT_EQ(decode<Thing>(std::string(20, '[')).error().code, "bad_json");
  EXPECT_EQ(decode<Thing>(std::string(70'000, ' ')).error().code, "bad_json");
}

}  // namespace
}  // namespace lyceum::api
