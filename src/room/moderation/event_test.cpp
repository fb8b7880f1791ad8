#include "room/moderation/event.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

template <class Kind>
std::string written(const Kind& event) {
  std::string body = "{";
  append_fields(body, event);
  return body + '}';
}
// Read from what was written, and written again.
template <class Kind>
void expect_kept(const Kind& event) {
  Kind read;
  ASSERT_TRUE(read_fields(boost::json::parse(written(event)).as_object(), read)) << written(event);
  EXPECT_EQ(written(read), written(event));
}

const Person wei{AccountId{7}, "Wei \"双\"", Role::learner};

TEST(ModerationEvent, what_was_written_is_read_again) {
  expect_kept(RulesSet{{.silent = true, .review = false, .links = true}});
  expect_kept(WordsSet{{.mask = {"笨", "\"\\"}, .review = {}, .block = {"x"}}});
  expect_kept(
      Held{false, wei, "text", ReplyTo{3, AccountId{8}, "Guo", "so"}, Utc(milliseconds(5)), HeldFor::words});
  expect_kept(Held{true, std::nullopt, "text", std::nullopt, std::nullopt, HeldFor::review});
  expect_kept(Waits{12, AccountId{7}, false});
  expect_kept(Settled{12, true});
  expect_kept(Reported{wei, ReplyTo{3, AccountId{8}, "Guo", "so"}});
  expect_kept(ReportClosed{3});
  expect_kept(StaffDid{wei, "mute", 0, AccountId{9}});
  expect_kept(StaffDid{wei, "delete", 5, std::nullopt});
}

TEST(ModerationEvent, what_does_not_fit_is_refused) {
  const auto object = [](std::string_view text) { return boost::json::parse(text).as_object(); };
  Held held;
  EXPECT_FALSE(read_fields(object(R"({"question":true,"text":"x","why":"dance"})"), held));
  EXPECT_FALSE(read_fields(object(R"({"question":true,"text":"x","why":"words","from":5})"), held));
  WordsSet words;
  EXPECT_FALSE(read_fields(object(R"({"mask":[],"review":[],"block":[1]})"), words));
  StaffDid did;
  EXPECT_FALSE(read_fields(
      object(R"({"by":{"id":"7","name":"x","role":"learner"},"did":"mute","account":"x"})"), did));
}

}  // namespace
}  // namespace lyceum::room
