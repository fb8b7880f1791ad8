#include "store/accounts/room_erasure.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

constexpr AccountId kAnna{7};

TEST(WithoutName, empties_the_name_wherever_the_person_stands) {
  EXPECT_EQ(
      without_name(R"({"from":{"id":"7","name":"Anna","role":"learner"},"text":"I am Anna"})", kAnna, {}),
      R"({"from":{"id":"7","name":"","role":"learner"},"text":"I am Anna"})");
  EXPECT_EQ(without_name(
                R"({"back":{"replies":[{"from":{"id":"7","name":"Anna","role":"assistant"},"text":"so"}]}})",
                kAnna, {}),
            R"({"back":{"replies":[{"from":{"id":"7","name":"","role":"assistant"},"text":"so"}]}})");
  EXPECT_EQ(without_name(R"({"comment":{"n":3,"from":{"id":"7","name":"Anna","role":"learner"},"text":"x"}})",
                         kAnna, {}),
            R"({"comment":{"n":3,"from":{"id":"7","name":"","role":"learner"},"text":"x"}})");
  EXPECT_EQ(
      without_name(
          R"({"from":{"id":"8","name":"Ben","role":"learner"},"reply":{"n":3,"name":"Anna","text":"x"}})",
          kAnna, {3}),
      R"({"from":{"id":"8","name":"Ben","role":"learner"},"reply":{"n":3,"name":"","text":"x"}})");
}

TEST(WithoutName, takes_what_was_private_along) {
  EXPECT_EQ(without_name(R"({"checkin":5,"from":{"id":"7","name":"Anna","role":"learner"},"private":"3-B"})",
                         kAnna, {}),
            R"({"checkin":5,"from":{"id":"7","name":"","role":"learner"},"private":""})");
  EXPECT_EQ(
      without_name(R"({"from":{"id":"7","name":"Anna","role":"learner"},"private":{"name":"A","phone":"1"}})",
                   kAnna, {}),
      R"({"from":{"id":"7","name":"","role":"learner"},"private":{"name":"","phone":""}})");
  EXPECT_FALSE(
      without_name(R"({"from":{"id":"8","name":"Ben","role":"learner"},"private":"3-B"})", kAnna, {}));
}

TEST(WithoutName, leaves_everything_else_alone) {
  for (const std::string body :
       {R"({"from":{"id":"77","name":"Anna","role":"learner"}})",
        R"({"from":{"id":"8","name":"Ben","role":"learner"},"reply":{"n":4,"name":"Anna","text":"x"}})",
        R"({"total":7})", R"({)", R"(7)"})
    EXPECT_FALSE(without_name(body, kAnna, {3})) << body;
}

TEST(RoomErasure, goes_through_all_rooms_and_their_quotations) {
  TestDatabase database("room_erasure_test");
  const auto add = [&](int lesson, int n, const std::string& body) {
    database.query("INSERT INTO room_event VALUES ($1, $2, 0, 'comment', 0, $3)", lesson, n, body);
  };
  const std::string anna = R"({"from":{"id":"7","name":"Anna","role":"learner"},"text":"a"})";
  const std::string reply =
      R"({"from":{"id":"8","name":"Ben","role":"learner"},"reply":{"n":1,"name":"Anna","text":"a"},"text":"b"})";
  add(1, 1, anna), add(1, 2, reply);
  add(2, 1, reply), add(2, 2, anna);  // there, 1 was said by somebody else
  ASSERT_TRUE(database.run(erase_from_rooms(*database, kAnna)));
  const auto rows = database.query("SELECT body FROM room_event ORDER BY lesson_id, n");
  EXPECT_EQ(rows[0].text(0).find("Anna"), std::string::npos);
  EXPECT_EQ(rows[1].text(0).find("Anna"), std::string::npos);
  EXPECT_EQ(rows[2].text(0), reply);
  EXPECT_EQ(rows[3].text(0).find("Anna"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::store
