#include "room/state/command.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

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

}  // namespace
}  // namespace lyceum::room
