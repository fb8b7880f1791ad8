#include "room/staff/decide.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

const Standing learner{Person{AccountId{7}, "Wei", Role::learner}, true, false};
const Standing helper{Person{AccountId{2}, "Chen", Role::assistant}, true, true};

TEST(StaffTalk, is_for_staff_and_takes_1_to_500_characters) {
  EXPECT_EQ(decide(learner, StaffSay{"hi"}).error().no, No::not_allowed);
  EXPECT_EQ(decide(helper, StaffSay{"  "}).error().no, No::comment_empty);
  EXPECT_EQ(decide(helper, StaffSay{std::string(501, 'x')}).error().no, No::comment_too_long);
  EXPECT_EQ(decide(helper, StaffSay{" the sound is low "})->text, "the sound is low");
}

TEST(StaffTalk, keeps_the_last_fifty_and_loses_the_name_of_a_deleted_account) {
  StaffTalk talk;
  for (Offset n = 1; n <= 51; ++n) talk.evolve(StaffSaid{*helper.person, "x"}, {n, Utc()});
  ASSERT_EQ(talk.said().size(), StaffTalk::kept_max);
  EXPECT_EQ(talk.said().front().n, 2U);
  talk.forget(AccountId{2});
  EXPECT_EQ(talk.said().back().from.name, "");
}

TEST(ReadyReplies, are_replaced_as_a_whole_without_empty_ones) {
  StaffTalk talk;
  const auto kept = decide(talk, helper, KeepReplies{{" See chapter 2 ", "", "谢谢"}});
  ASSERT_TRUE(kept.has_value() && *kept);
  EXPECT_EQ((*kept)->texts, (std::vector<std::string>{"See chapter 2", "谢谢"}));
  talk.evolve(**kept, {});
  EXPECT_FALSE(decide(talk, helper, KeepReplies{{"See chapter 2", "谢谢"}})->has_value())
      << "they are so already";
  EXPECT_EQ(decide(talk, learner, KeepReplies{}).error().no, No::not_allowed);
  EXPECT_EQ(decide(talk, helper, KeepReplies{{std::string(201, 'x')}}).error().no, No::text_too_long);
  EXPECT_EQ(decide(talk, helper, KeepReplies{std::vector<std::string>(21, "x")}).error().no,
            No::too_many_replies);
}

TEST(StaffTalk, is_read_back_as_it_was_written_and_told_to_staff) {
  std::string body = "{";
  append_fields(body, RepliesKept{{"a\"b", "好"}});
  RepliesKept read;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), read));
  EXPECT_EQ(read.texts, (std::vector<std::string>{"a\"b", "好"}));
  StaffTalk talk;
  talk.evolve(StaffSaid{*helper.person, "hi"}, {3, Utc()});
  std::string out;
  append_for_staff(out, talk);
  EXPECT_EQ(out,
            R"(,"staff_talk":[{"n":3,"t":0,"from":{"id":"2","name":"Chen","role":"assistant"},"text":"hi"}],)"
            R"("ready_replies":[])");
}

}  // namespace
}  // namespace lyceum::room
