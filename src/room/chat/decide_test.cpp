#include "room/chat/decide.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Utc start = utc_from_micros(1'700'000'000'000'000);
const Standing learner{Person{AccountId{7}, "Wei", Role::learner}, true, false};
const Standing other{Person{AccountId{8}, "Ann", Role::learner}, true, false};
const Standing lecturer{Person{AccountId{1}, "Li", Role::lecturer}, true, true};
const Standing nobody{};

No refused(const auto& outcome) {
  EXPECT_FALSE(outcome.has_value());
  return outcome.error().no;
}

// A chat in which `who` sends comments at the given times.
Chat spoken(const Standing& who, std::initializer_list<std::chrono::milliseconds> times) {
  Chat chat;
  Offset n = 0;
  for (const auto t : times) chat.evolve(Commented{*who.person, "hi", {}, {}}, {++n, start + t});
  return chat;
}

TEST(Comment, is_trimmed_and_carries_its_author) {
  const auto outcome = decide(Chat(), learner, SendComment{.text = "  你好 "}, start);
  EXPECT_EQ((*outcome)->text, "你好");
  EXPECT_EQ((*outcome)->from, learner.person);
}

TEST(Comment, may_have_500_characters_of_any_script_and_not_one_more) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "课";
  EXPECT_TRUE(decide(Chat(), learner, SendComment{.text = " " + text + " "}, start));
  EXPECT_EQ(refused(decide(Chat(), learner, SendComment{.text = text + "x"}, start)), No::comment_too_long);
}

TEST(Comment, without_visible_text_is_refused) {
  EXPECT_EQ(refused(decide(Chat(), learner, SendComment{.text = " \u3000\n"}, start)), No::comment_empty);
}

TEST(Comment, speaking_needs_an_account_and_the_right_to_speak) {
  EXPECT_EQ(refused(decide(Chat(), nobody, SendComment{.text = "x"}, start)), No::sign_in);
  Standing reader = learner;
  reader.may_speak = false;
  EXPECT_EQ(refused(decide(Chat(), reader, SendComment{.text = "x"}, start)), No::not_allowed);
}

TEST(Comment, of_a_muted_person_waits_for_the_end_of_the_mute) {
  Chat chat;
  chat.evolve(Muted{*learner.person, start + 10s}, {1, start});
  const auto outcome = decide(chat, learner, SendComment{.text = "x"}, start + 4s);
  EXPECT_EQ(outcome.error(), (Refusal{No::muted, 6s}));
  EXPECT_TRUE(decide(chat, learner, SendComment{.text = "x"}, start + 10s));
}

TEST(Comment, the_fourth_within_five_seconds_waits_until_the_first_is_five_seconds_old) {
  const Chat chat = spoken(learner, {0ms, 100ms, 200ms});
  const auto outcome = decide(chat, learner, SendComment{.text = "x"}, start + 1s);
  EXPECT_EQ(outcome.error(), (Refusal{No::too_fast, 4s}));
  EXPECT_TRUE(decide(chat, learner, SendComment{.text = "x"}, start + 5s));
  EXPECT_TRUE(decide(chat, other, SendComment{.text = "x"}, start + 1s));
}

TEST(Comment, slow_mode_spaces_learners_and_spares_staff) {
  Chat chat = spoken(learner, {0ms});
  chat.evolve(SlowSet{30}, {2, start});
  const auto outcome = decide(chat, learner, SendComment{.text = "x"}, start + 12s);
  EXPECT_EQ(outcome.error(), (Refusal{No::slow_mode, 18s}));
  Chat busy = spoken(lecturer, {0ms, 1ms, 2ms, 3ms});
  busy.evolve(SlowSet{30}, {9, start});
  EXPECT_TRUE(decide(busy, lecturer, SendComment{.text = "x"}, start + 4ms));
}

TEST(Comment, a_reply_carries_the_first_80_characters_of_what_it_answers) {
  Chat chat;
  chat.evolve(Commented{*other.person, std::string(100, 'a'), {}}, {5, start});
  const auto outcome = decide(chat, learner, SendComment{.text = "yes", .reply = 5}, start);
  EXPECT_EQ((*outcome)->reply, (ReplyTo{5, AccountId{8}, "Ann", std::string(80, 'a')}));
}

TEST(Comment, a_reply_to_a_deleted_comment_is_refused_also_when_it_was_looked_up) {
  Chat chat = spoken(other, {0ms});
  const Comment old = *chat.find(1);
  chat.evolve(Deleted{1}, {2, start});
  EXPECT_EQ(refused(decide(chat, learner, SendComment{.text = "yes", .reply = 1}, start)), No::not_found);
  EXPECT_EQ(refused(decide(chat, learner, SendComment{.text = "yes", .reply = 1, .old = old}, start)),
            No::not_found);
}

TEST(Delete, is_for_the_author_and_for_staff) {
  const Chat chat = spoken(learner, {0ms});
  EXPECT_TRUE(decide(chat, learner, DeleteComment{.n = 1}));
  EXPECT_TRUE(decide(chat, lecturer, DeleteComment{.n = 1}));
  EXPECT_EQ(refused(decide(chat, other, DeleteComment{.n = 1})), No::not_allowed);
  EXPECT_EQ(refused(decide(chat, nobody, DeleteComment{.n = 1})), No::sign_in);
  EXPECT_EQ(refused(decide(chat, lecturer, DeleteComment{.n = 2})), No::not_found);
}

TEST(Pin, is_for_staff_and_repeating_it_changes_nothing) {
  Chat chat = spoken(learner, {0ms});
  EXPECT_EQ(refused(decide(chat, learner, PinComment{.n = 1})), No::not_allowed);
  const auto outcome = decide(chat, lecturer, PinComment{.n = 1});
  chat.evolve(**outcome, {2, start});
  EXPECT_EQ(decide(chat, lecturer, PinComment{.n = 1})->has_value(), false);
  EXPECT_FALSE((*decide(chat, lecturer, PinComment{.n = 0}))->comment);
}

TEST(Mute, is_for_staff_and_never_against_staff) {
  const MuteAccount wei{.account = AccountId{7}, .seconds = 60, .here = learner.person};
  EXPECT_EQ(refused(decide(Chat(), other, wei, start)), No::not_allowed);
  EXPECT_EQ((*decide(Chat(), lecturer, wei, start))->until, start + 60s);
  const MuteAccount li{.account = AccountId{1}, .seconds = 60, .here = lecturer.person};
  EXPECT_EQ(refused(decide(Chat(), lecturer, li, start)), No::not_allowed);
  const MuteAccount unknown{.account = AccountId{99}, .seconds = 60};
  EXPECT_EQ(refused(decide(Chat(), lecturer, unknown, start)), No::not_found);
}

TEST(Mute, someone_who_left_is_known_by_their_comments) {
  EXPECT_TRUE(
      decide(spoken(learner, {0ms}), lecturer, MuteAccount{.account = AccountId{7}, .seconds = 10}, start));
}

TEST(Commands, only_rungs_of_the_ladder_are_read) {
  MuteAccount mute;
  for (const int rung : {0, 10, 60, 300, 600, 1800, 86400})
    EXPECT_TRUE(read_fields(
        boost::json::parse(R"({"account":"7","seconds":)" + std::to_string(rung) + "}").as_object(), mute));
  for (const auto* bad :
       {R"({"account":"7","seconds":11})", R"({"account":"0","seconds":10})", R"({"account":7,"seconds":10})",
        R"({"account":"7"})", R"({"account":"7","seconds":"10"})"})
    EXPECT_FALSE(read_fields(boost::json::parse(bad).as_object(), mute)) << bad;
}

}  // namespace
}  // namespace lyceum::room
