#include "room/state/command.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

template <class Kind>
Kind read(std::string_view text) {
  const Message message = read_message(text);
  EXPECT_EQ(message.id, 7) << text;
  return std::get<Kind>(message.command.value());
}

No refused(std::string_view text) {
  const Message message = read_message(text);
  EXPECT_FALSE(message.command) << text;
  return message.command.error().no;
}

TEST(Message, every_command_of_the_schema_is_read) {
  EXPECT_EQ(read<SendComment>(R"({"id":7,"do":"comment","text":"你好","reply":3})").reply, 3U);
  EXPECT_EQ(read<DeleteComment>(R"({"id":7,"do":"delete","n":5})").n, 5U);
  EXPECT_EQ(read<PinComment>(R"({"id":7,"do":"pin","n":0})").n, 0U);
  EXPECT_EQ(read<SendLike>(R"({"id":7,"do":"like","count":30})").count, 30);
  EXPECT_EQ(read<MuteAccount>(R"({"id":7,"do":"mute","account":"9","seconds":600})").account, AccountId{9});
  EXPECT_EQ(read<SetSlow>(R"({"id":7,"do":"slow","seconds":30})").seconds, 30);
  EXPECT_TRUE(read<AskQuestion>(R"({"id":7,"do":"ask","text":"why?","nameless":true})").nameless);
  EXPECT_FALSE(read<AskQuestion>(R"({"id":7,"do":"ask","text":"why?"})").nameless);
  EXPECT_FALSE(read<VoteQuestion>(R"({"id":7,"do":"vote","n":5,"up":false})").up);
  EXPECT_EQ(read<MoveQuestion>(R"({"id":7,"do":"question","n":5,"to":"answering"})").to,
            QuestionState::answering);
  EXPECT_EQ(read<MergeQuestion>(R"({"id":7,"do":"merge","n":5,"into":3})").into, 3U);
  EXPECT_EQ(read<ReplyQuestion>(R"({"id":7,"do":"answer","n":5,"text":"so"})").text, "so");
  EXPECT_FALSE(read<SetNameless>(R"({"id":7,"do":"nameless","allowed":false})").allowed);
  EXPECT_EQ(read<VotePace>(R"({"id":7,"do":"pace","vote":"lost"})").vote, PaceVote::lost);
  EXPECT_FALSE(read<VotePace>(R"({"id":7,"do":"pace","vote":"none"})").vote);
  EXPECT_EQ(read<SetPaceAlert>(R"({"id":7,"do":"pace_alert","percent":30})").percent, 30);
  EXPECT_EQ(read<ReadHistory>(R"({"id":7,"do":"history","before":100})").before, 100U);
  read<ListPeople>(R"({"id":7,"do":"people"})");
}

TEST(Message, what_breaks_the_schema_is_malformed) {
  for (const auto* bad : {
           "",
           "null",
           "[]",
           "7",
           "{",
           R"({"do":"people"})",
           R"({"id":"7","do":"people"})",
           R"({"id":7})",
           R"({"id":7,"do":"people","extra":1})",
           R"({"id":7,"do":"comment"})",
           R"({"id":7,"do":"comment","text":5})",
           R"({"id":7,"do":"comment","text":"x","reply":-1})",
           R"({"id":7,"do":"like","count":0})",
           R"({"id":7,"do":"like","count":31})",
           R"({"id":7,"do":"slow","seconds":7})",
           R"({"id":7,"do":"history","before":1.5})",
           R"({"id":7,"do":"ask"})",
           R"({"id":7,"do":"ask","text":"x","nameless":1})",
           R"({"id":7,"do":"vote","n":5})",
           R"({"id":7,"do":"question","n":5,"to":"merged"})",
           R"({"id":7,"do":"question","n":5,"to":"gone"})",
           R"({"id":7,"do":"merge","n":5})",
           R"({"id":7,"do":"pace","vote":"dance"})",
           R"({"id":7,"do":"pace_alert","percent":0})",
           R"({"id":7,"do":"delete","n":[[[[[[1]]]]]]})",
       })
    EXPECT_EQ(refused(bad), No::malformed) << bad;
}

TEST(Message, an_unknown_word_is_told_apart) {
  EXPECT_EQ(refused(R"({"id":7,"do":"dance"})"), No::unknown_command);
}

TEST(Message, what_has_no_id_cannot_be_answered) { EXPECT_FALSE(read_message(R"({"do":"people"})").id); }

TEST(Telling, what_is_so_already_makes_no_event) {
  Room room;
  EXPECT_TRUE(decide(room, Telling(MoveLesson{Phase::scheduled})).empty());
  EXPECT_TRUE(decide(room, Telling(TurnStream{false})).empty());
  const auto events = decide(room, Telling(MoveLesson{Phase::live}));
  ASSERT_EQ(events.size(), 1U);
  evolve(room, {{1, Utc()}, events[0]});
  EXPECT_TRUE(decide(room, Telling(MoveLesson{Phase::live})).empty());
}

TEST(Decide, comments_stay_open_after_the_class_and_may_be_about_a_moment_of_it) {
  const auto minute = [](int n) { return Utc(std::chrono::minutes(n)); };
  const Standing wei{Person{AccountId{7}, "Wei", Role::learner}, true, false};
  const auto about = [](Utc moment) { return SendComment{.text = "why?", .about = moment}; };
  Room room;
  evolve(room, {{1, minute(10)}, LessonMoved{Phase::live}});
  EXPECT_EQ(decide(room, wei, about(minute(11)), minute(12)).error().no, No::malformed);
  evolve(room, {{2, minute(70)}, LessonMoved{Phase::ended}});
  EXPECT_TRUE(decide(room, wei, SendComment{.text = "thanks"}, minute(80)));
  const auto kept = [&](int moment) {
    return std::get<Commented>(decide(room, wei, about(minute(moment)), minute(99)).value().front()).about;
  };
  EXPECT_EQ(kept(11), minute(11));
  EXPECT_EQ(kept(9), minute(10)) << "before the class: its beginning";
  EXPECT_EQ(kept(71), minute(70)) << "after it: its end";
}

TEST(Decide, questions_are_the_classs_and_speaking_has_its_rules) {
  const Standing wei{Person{AccountId{7}, "Wei", Role::learner}, true, false};
  const Standing lin{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};
  Room room;
  EXPECT_EQ(decide(room, {}, AskQuestion{"why?"}, Utc()).error().no, No::sign_in);
  EXPECT_EQ(decide(room, {}, VoteQuestion{1}, Utc()).error().no, No::sign_in);
  evolve(room, {{1, Utc()}, Muted{*wei.person, Utc(1min)}});
  EXPECT_EQ(decide(room, wei, AskQuestion{"why?"}, Utc(1s)).error().no, No::muted);
  const auto asked = decide(room, wei, AskQuestion{"why?", true}, Utc(2min)).value();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(std::get<AskedBy>(asked[0]).question, 3U) << "the offset that the question will have";
  for (const Event& event : asked) evolve(room, {{room.upto + 1, Utc(2min)}, event});
  evolve(room, {{4, Utc(3min)}, LessonMoved{Phase::ended}});
  EXPECT_EQ(decide(room, wei, AskQuestion{"late?"}, Utc(4min)).error().no, No::room_over);
  EXPECT_EQ(decide(room, wei, VoteQuestion{3}, Utc(4min)).error().no, No::room_over);
  EXPECT_TRUE(decide(room, lin, ReplyQuestion{3, "so"}, Utc(4min))) << "staff answers afterwards, too";
}

TEST(Telling, an_account_that_goes_is_forgotten_by_the_questions_too) {
  Room room;
  evolve(room, {{1, Utc()}, Asked{Person{AccountId{7}, "Wei", Role::learner}, "why?"}});
  const auto events = decide(room, Telling(EraseAccount{AccountId{7}}));
  ASSERT_EQ(events.size(), 1U);
  evolve(room, {{2, Utc()}, events[0]});
  EXPECT_EQ(state_json(room, Audience::everyone).find("Wei"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::room
