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
  EXPECT_EQ(read<SetRules>(R"({"id":7,"do":"rules","silent":true})").silent, true);
  EXPECT_FALSE(read<SetRules>(R"({"id":7,"do":"rules","silent":true})").review);
  EXPECT_EQ(read<SetWords>(R"({"id":7,"do":"words","mask":["a"],"review":[],"block":["b","c"]})")
                .words.block.size(),
            2U);
  EXPECT_TRUE(read<SettleHeld>(R"({"id":7,"do":"settle","n":5,"show":true})").show);
  EXPECT_EQ(read<ReportComment>(R"({"id":7,"do":"report","n":5})").n, 5U);
  EXPECT_EQ(read<CloseReport>(R"({"id":7,"do":"report_closed","n":5})").n, 5U);
  EXPECT_EQ(
      read<KeepPoll>(R"({"id":7,"do":"poll_draft","draft":5,"content":{"kind":"text","title":"?"}})").draft,
      5U);
  EXPECT_EQ(read<DropPoll>(R"({"id":7,"do":"poll_drop","draft":5})").draft, 5U);
  EXPECT_EQ(read<OpenPoll>(R"({"id":7,"do":"poll_open","draft":5})").draft, 5U);
  const Poll quiz = {.kind = PollKind::multiple,
                     .title = "?",
                     .options = {"a", "b"},
                     .timer = 60s,
                     .live = false,
                     .changeable = true,
                     .right = {1},
                     .points = 5,
                     .bonus = true};
  EXPECT_EQ(read<OpenPoll>(
                R"({"id":7,"do":"poll_open","content":{"kind":"multiple","title":"?","options":["a","b"],)"
                R"("timer":60,"results":"hidden","anonymous":false,"changeable":true,"right":[1],)"
                R"("points":5,"bonus":true}})")
                .content,
            quiz);
  EXPECT_EQ(read<AnswerPoll>(R"({"id":7,"do":"poll_answer","poll":5,"choices":[0,2]})").choices.size(), 2U);
  EXPECT_EQ(read<AnswerPoll>(R"({"id":7,"do":"poll_answer","poll":5,"word":"春"})").said, "春");
  EXPECT_EQ(read<TakeOutWord>(R"({"id":7,"do":"poll_word_out","poll":5,"word":"x"})").said, "x");
  EXPECT_EQ(read<ClosePoll>(R"({"id":7,"do":"poll_close","poll":5})").poll, 5U);
  EXPECT_EQ(read<ListPolls>(R"({"id":7,"do":"polls","before":0})").before, 0U);
  EXPECT_EQ(read<ListPollDrafts>(R"({"id":7,"do":"poll_drafts","before":9})").before, 9U);
  EXPECT_EQ(read<ListPollPeople>(R"({"id":7,"do":"poll_people","poll":5})").poll, 5U);
  read<ReadLeaderboard>(R"({"id":7,"do":"leaderboard"})");
  EXPECT_FALSE(read<RaiseHand>(R"({"id":7,"do":"hand","up":false})").up);
  EXPECT_EQ(read<CallHand>(R"({"id":7,"do":"hand_call","account":"9"})").account, AccountId{9});
  EXPECT_EQ(read<LowerHand>(R"({"id":7,"do":"hand_lower","account":"9"})").account, AccountId{9});
  EXPECT_EQ(read<ReadHistory>(R"({"id":7,"do":"history","before":100})").before, 100U);
  read<ListPeople>(R"({"id":7,"do":"people"})");
  const PeopleQuery query =
      read<ListPeople>(
          R"({"id":7,"do":"people","search":"ＡN","role":"guest","muted":true,"order":"minutes","after":"0.1.2.3.x"})")
          .query;
  EXPECT_EQ(query.search, "an");
  EXPECT_EQ(query.role, Role::guest);
  EXPECT_TRUE(query.muted && query.order == PeopleOrder::minutes && query.after->id == AccountId{3});
}

TEST(Message, every_command_of_announcements_reactions_outline_and_offers_is_read) {
  EXPECT_EQ(read<AnnounceToClass>(R"({"id":7,"do":"announce","text":""})").text, "");
  EXPECT_EQ(read<SendReactions>(R"({"id":7,"do":"react","counts":{"clap":3}})").counts[1], 3);
  EXPECT_EQ(read<SetOutline>(R"({"id":7,"do":"outline","topics":["a","b"]})").topics.size(), 2U);
  EXPECT_EQ(read<MoveToTopic>(R"({"id":7,"do":"topic","title":"a"})").title, "a");
  EXPECT_EQ(read<KeepOffer>(R"({"id":7,"do":"offer_keep","content":{"title":"x","link":"/"}})").offer, 0U);
  EXPECT_EQ(
      read<KeepOffer>(R"({"id":7,"do":"offer_keep","offer":5,"content":{"title":"x","link":"/"}})").offer,
      5U);
  EXPECT_EQ(read<DropOffer>(R"({"id":7,"do":"offer_drop","offer":5})").offer, 5U);
  EXPECT_EQ(read<ShowOffer>(R"({"id":7,"do":"offer_show","offer":5})").offer, 5U);
  EXPECT_EQ(read<ShowOffer>(
                R"({"id":7,"do":"offer_show","content":{"title":"x","text":"y","link":"/","picture":2}})")
                .content,
            (OfferContent{"x", "y", "/", 2}));
  EXPECT_EQ(read<HideOffer>(R"({"id":7,"do":"offer_hide","offer":5})").offer, 5U);
  EXPECT_EQ(read<SeeOffer>(R"({"id":7,"do":"offer_seen","offer":5})").offer, 5U);
  EXPECT_EQ(read<ClickOffer>(R"({"id":7,"do":"offer_click","offer":5})").offer, 5U);
  read<ListOffers>(R"({"id":7,"do":"offers"})");
  for (const auto* bad :
       {R"({"id":7,"do":"offer_show"})", R"({"id":7,"do":"offer_show","offer":-1})",
        R"({"id":7,"do":"offer_show","offer":5,"content":{"title":"x","link":"/"}})",
        R"({"id":7,"do":"offer_keep","offer":5})", R"({"id":7,"do":"react","counts":{}})",
        R"({"id":7,"do":"outline","topics":"a"})", R"({"id":7,"do":"topic"})", R"({"id":7,"do":"announce"})"})
    EXPECT_EQ(refused(bad), No::malformed) << bad;
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
           R"({"id":7,"do":"people","search":1})",
           R"({"id":7,"do":"people","role":"king"})",
           R"({"id":7,"do":"people","muted":"yes"})",
           R"({"id":7,"do":"people","order":"age"})",
           R"({"id":7,"do":"people","after":"x"})",
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
           R"({"id":7,"do":"rules","silent":1})",
           R"({"id":7,"do":"words","mask":["a"],"review":[],"block":[7]})",
           R"({"id":7,"do":"words","mask":["a"]})",
           R"({"id":7,"do":"settle","n":5})",
           R"({"id":7,"do":"pace_alert","percent":0})",
           R"({"id":7,"do":"poll_draft"})",
           R"({"id":7,"do":"poll_open"})",
           R"({"id":7,"do":"poll_open","draft":5,"content":{"kind":"text","title":"?"}})",
           R"({"id":7,"do":"poll_open","content":{"kind":"text","title":"?","colour":"red"}})",
           R"({"id":7,"do":"poll_open","content":{"kind":"ballot","title":"?"}})",
           R"({"id":7,"do":"poll_open","content":{"kind":"text"}})",
           R"({"id":7,"do":"poll_open","content":{"kind":"single","title":"?","options":["a",5]}})",
           R"({"id":7,"do":"poll_open","content":{"kind":"text","title":"?","timer":"60"}})",
           R"({"id":7,"do":"poll_open","content":{"kind":"text","title":"?","results":"secret"}})",
           R"({"id":7,"do":"poll_answer","poll":5})",
           R"({"id":7,"do":"poll_answer","poll":5,"choices":[0],"word":"x"})",
           R"({"id":7,"do":"poll_answer","poll":5,"choices":[0.5]})",
           R"({"id":7,"do":"poll_answer","poll":5,"choices":"0"})",
           R"({"id":7,"do":"poll_people"})",
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

TEST(Decide, polls_are_the_classs_and_its_end_closes_the_open_one) {
  const Standing wei{Person{AccountId{7}, "Wei", Role::learner}, true, false};
  const Standing lin{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};
  Room room;
  EXPECT_EQ(decide(room, {}, AnswerPoll{1, {0}}, Utc()).error().no, No::sign_in);
  const OpenPoll open{0, Poll{.title = "?", .options = {"a", "b"}}};
  const auto opened = decide(room, lin, open, Utc()).value();
  for (const Event& event : opened) evolve(room, {{room.upto + 1, Utc(1s)}, event});
  const auto events = decide(room, Telling(MoveLesson{Phase::ended}));
  ASSERT_EQ(events.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<PollClosed>(events[0]));
  for (const Event& event : events) evolve(room, {{room.upto + 1, Utc(2s)}, event});
  EXPECT_EQ(decide(room, wei, AnswerPoll{1, {0}}, Utc(3s)).error().no, No::room_over);
  EXPECT_EQ(decide(room, lin, open, Utc(3s)).error().no, No::room_over);
}

TEST(Decide, a_word_for_a_cloud_is_screened_and_cannot_wait) {
  const Standing wei{Person{AccountId{7}, "Wei", Role::learner}, true, false};
  const WordFilter site({.mask = {"rude"}, .review = {"odd"}, .block = {"vile"}});
  Room room;
  evolve(room, {{1, Utc(1s)}, PollOpened{Poll{.kind = PollKind::text, .title = "?"}}});
  const auto said = [&](std::string word) {
    return decide(room, wei, AnswerPoll{1, {}, word}, Utc(2s), &site);
  };
  EXPECT_EQ(said("vile").error().no, No::words_blocked);
  EXPECT_EQ(said("o d d").error().no, No::words_blocked);
  const auto starred = std::get<PollAnswered>(said("RUDE").value().front());
  EXPECT_EQ(starred.word, "****");
  EXPECT_EQ(starred.folded, "****");
  EXPECT_EQ(std::get<PollAnswered>(said("Kind").value().front()).folded, "kind");
}

TEST(Telling, an_account_that_goes_is_forgotten_by_the_questions_too) {
  Room room;
  evolve(room, {{1, Utc()}, Asked{Person{AccountId{7}, "Wei", Role::learner}, "why?"}});
  const auto events = decide(room, Telling(EraseAccount{AccountId{7}}));
  ASSERT_EQ(events.size(), 1U);
  evolve(room, {{2, Utc()}, events[0]});
  EXPECT_EQ(state_json(room, Audience::everyone).find("Wei"), std::string::npos);
}

// A room with what is decided done at once.
struct LiveClass {
  Room room;
  Utc now = Utc(std::chrono::seconds(1'700'000'000));
  const Standing staff{Person{AccountId{1}, "Li", Role::lecturer}, true, true};
  const Standing learner{Person{AccountId{7}, "Wei", Role::learner}, true, false};
  const Standing guest{Person{AccountId{8}, "Guo", Role::guest}, true, false};

  LiveClass() { happen({LessonMoved{Phase::live, {}}}); }
  void happen(const std::vector<Event>& events) {
    for (const Event& event : events) evolve(room, {{room.upto + 1, now}, event});
  }
  template <class Command>
  std::expected<std::vector<Event>, No> ask(const Standing& who, const Command& command,
                                            const WordFilter* site = nullptr) {
    now += std::chrono::seconds(10);
    Decision decision;
    if constexpr (requires { decide(room, who, command, now, site); })
      decision = decide(room, who, command, now, site);
    else
      decision = decide(room, who, command, now);
    if (!decision) return std::unexpected(decision.error().no);
    happen(*decision);
    return *decision;
  }
  std::expected<std::vector<Event>, No> say(const Standing& who, std::string text,
                                            const WordFilter* site = nullptr) {
    return ask(who, SendComment{.text = std::move(text)}, site);
  }
  std::string mine(const Standing& who) const {
    std::string out;
    append_mine(out, room, who.person->id, {});
    return out;
  }
};

template <class Kind>
const Kind& last(const std::expected<std::vector<Event>, No>& events) {
  return std::get<Kind>(events.value().back());
}

TEST(Rules, when_everybody_is_to_be_silent_staff_and_guests_still_speak) {
  LiveClass c;
  EXPECT_EQ(c.ask(c.learner, SetRules{.silent = true, .review = {}, .links = {}}).error(), No::not_allowed);
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = true, .review = {}, .links = {}}));
  EXPECT_EQ(c.say(c.learner, "hi").error(), No::silent);
  EXPECT_EQ(c.ask(c.learner, AskQuestion{"why?"}).error(), No::silent);
  EXPECT_TRUE(c.say(c.staff, "hi"));
  EXPECT_TRUE(c.say(c.guest, "hi"));
  c.happen({LessonMoved{Phase::ended, {}}});
  EXPECT_TRUE(c.say(c.learner, "hi")) << "the silence was the class's";
}

TEST(Rules, two_who_change_different_ones_do_not_undo_each_other) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = true, .links = {}}));
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = {}, .links = true}));
  EXPECT_EQ(c.room.moderation.rules(), (RoomRules{.silent = false, .review = true, .links = true}));
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = {}, .links = true}).value().empty());
}

TEST(Rules, learners_send_no_links_unless_they_may) {
  LiveClass c;
  EXPECT_EQ(c.say(c.learner, "see a.com").error(), No::links_off);
  EXPECT_TRUE(c.say(c.staff, "see a.com"));
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = {}, .links = true}));
  EXPECT_TRUE(c.say(c.learner, "see a.com"));
}

Standing fresh(const Standing& who, Utc until, bool review) {
  Standing standing = who;
  standing.newcomer = Newcomer{until, review};
  return standing;
}

TEST(Newcomers, send_a_comment_in_ten_seconds_and_no_links_until_they_are_new_no_more) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = {}, .links = true}));
  const Utc until = c.now + 60s;
  const Standing who = fresh(c.learner, until, false);
  EXPECT_TRUE(c.say(who, "hi"));
  EXPECT_EQ(decide(c.room, who, SendComment{.text = "again"}, c.now + 4s).error(),
            (Refusal{No::new_account, 6s}));
  EXPECT_TRUE(c.say(who, "again"));
  EXPECT_EQ(c.say(who, "see a.com").error(), No::new_links);
  EXPECT_EQ(c.ask(who, AskQuestion{"a.com?"}).error(), No::new_links);
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = {}, .links = false}));
  EXPECT_EQ(c.say(who, "see a.com").error(), No::links_off) << "nobody may";
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = {}, .links = true}));
  c.now = until;
  EXPECT_TRUE(c.say(who, "see a.com"));
  EXPECT_TRUE(decide(c.room, who, SendComment{.text = "again"}, c.now + 1s));
}

TEST(Newcomers, are_looked_at_first_where_the_site_says_so_and_staff_and_guests_never) {
  LiveClass c;
  const Utc until = c.now + 1h;
  EXPECT_EQ(last<Held>(c.say(fresh(c.learner, until, true), "hi")).why, HeldFor::review);
  EXPECT_EQ(last<Held>(c.ask(fresh(c.learner, until, true), AskQuestion{"why?"})).why, HeldFor::review);
  EXPECT_EQ(last<Commented>(c.say(fresh(c.guest, until, true), "hi")).text, "hi");
  EXPECT_EQ(last<Commented>(c.say(fresh(c.staff, until, true), "a.com")).text, "a.com");
}

TEST(Words, are_starred_held_or_not_accepted_for_learners) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetWords{{.mask = {"笨"}, .review = {"微信"}, .block = {"代考"}}}));
  EXPECT_EQ(last<Commented>(c.say(c.learner, "你好笨")).text, "你好*");
  EXPECT_EQ(c.say(c.learner, "代.考").error(), No::words_blocked);
  EXPECT_EQ(last<Held>(c.say(c.learner, "我的微信")).why, HeldFor::words);
  EXPECT_EQ(last<Commented>(c.say(c.staff, "代考")).text, "代考");
  EXPECT_EQ(last<Asked>(c.ask(c.learner, AskQuestion{"我笨吗"})).text, "我*吗");
}

TEST(Words, of_the_site_count_with_those_of_the_lesson) {
  LiveClass c;
  const WordFilter site(WordLists{.mask = {"坏"}, .review = {}, .block = {"毒"}});
  EXPECT_TRUE(c.ask(c.staff, SetWords{{.mask = {"笨"}, .review = {}, .block = {}}}));
  EXPECT_EQ(last<Commented>(c.say(c.learner, "又坏又笨", &site)).text, "又*又*");
  EXPECT_EQ(c.say(c.learner, "毒", &site).error(), No::words_blocked);
}

TEST(Words, that_nothing_can_be_found_by_are_refused) {
  LiveClass c;
  const auto set = [&](std::vector<std::string> words) {
    return c.ask(c.staff, SetWords{{.mask = std::move(words), .review = {}, .block = {}}});
  };
  EXPECT_EQ(set({"!!"}).error(), No::words_invalid);
  EXPECT_EQ(set({std::string(41, 'x')}).error(), No::words_invalid);
  EXPECT_EQ(set(std::vector<std::string>(301, "x")).error(), No::words_invalid);
  EXPECT_TRUE(set({"x", "x", " x "}));
  EXPECT_EQ(c.room.moderation.words().mask, std::vector<std::string>{"x"});
}

TEST(Review, what_waits_is_the_author_s_and_staff_s_until_it_is_shown) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = true, .links = {}}));
  const auto held = c.say(c.learner, "first");
  const Offset n = c.room.upto;
  EXPECT_EQ(last<Held>(held).text, "first");
  EXPECT_TRUE(c.room.chat.recent().empty());
  EXPECT_EQ(c.mine(c.learner), R"(,"held":[{"n":)" + std::to_string(n) + R"(,"text":"first"}])");
  EXPECT_EQ(c.mine(c.guest), "");
  EXPECT_EQ(state_json(c.room, Audience::everyone).find("first"), std::string::npos);
  EXPECT_NE(state_json(c.room, Audience::staff).find("first"), std::string::npos);
  EXPECT_EQ(c.ask(c.learner, SettleHeld{n, true}).error(), No::not_allowed);
  const Commented shown = last<Commented>(c.ask(c.staff, SettleHeld{n, true}));
  EXPECT_EQ(shown.from.id, AccountId{7});
  EXPECT_EQ(shown.held, n);
  EXPECT_EQ(c.mine(c.learner), "");
  EXPECT_EQ(c.ask(c.staff, SettleHeld{n, false}).error(), No::not_found) << "the other assistant was first";
}

TEST(Review, what_is_not_shown_is_gone) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = true, .links = {}}));
  EXPECT_TRUE(c.say(c.learner, "first"));
  EXPECT_TRUE(c.ask(c.staff, SettleHeld{c.room.upto, false}));
  EXPECT_TRUE(c.room.chat.recent().empty());
  EXPECT_EQ(c.mine(c.learner), "");
}

TEST(Review, a_question_without_a_name_keeps_it_for_itself) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = true, .links = {}}));
  EXPECT_FALSE(last<Held>(c.ask(c.learner, AskQuestion{"shy?", true})).from);
  EXPECT_EQ(state_json(c.room, Audience::staff).find("Wei"), std::string::npos);
  EXPECT_FALSE(last<Asked>(c.ask(c.staff, SettleHeld{c.room.upto, true})).from);
  EXPECT_EQ(c.room.questions.mine(AccountId{7}).asked, std::vector{c.room.upto});
}

TEST(Review, three_may_wait_for_one_person_and_waiting_counts_as_writing) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = true, .links = {}}));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(c.say(c.learner, "x"));
  EXPECT_EQ(c.say(c.learner, "x").error(), No::too_many_waiting);
  EXPECT_NE(c.room.chat.times(AccountId{7}).front(), Utc());
}

TEST(Reports, each_person_once_and_gone_with_what_was_reported) {
  LiveClass c;
  EXPECT_TRUE(c.say(c.learner, "rude"));
  const Offset n = c.room.upto;
  EXPECT_EQ(c.ask(c.learner, ReportComment{.n = n}).error(), No::not_allowed) << "the own";
  EXPECT_EQ(last<Reported>(c.ask(c.guest, ReportComment{.n = n})).comment.text, "rude");
  EXPECT_TRUE(c.ask(c.guest, ReportComment{.n = n}).value().empty());
  EXPECT_EQ(c.room.moderation.reports().size(), 1U);
  EXPECT_TRUE(c.ask(c.staff, DeleteComment{.n = n}));
  EXPECT_TRUE(c.room.moderation.reports().empty());
  EXPECT_EQ(c.ask(c.guest, ReportComment{.n = n}).error(), No::not_found);
}

TEST(Reports, a_question_can_be_reported_too_and_staff_closes_what_is_nothing) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.learner, AskQuestion{"rude?"}));
  const Offset n = c.room.upto;
  EXPECT_TRUE(c.ask(c.guest, ReportComment{.n = n}));
  EXPECT_TRUE(c.ask(c.staff, CloseReport{n}));
  EXPECT_TRUE(c.room.moderation.reports().empty());
  EXPECT_TRUE(c.ask(c.guest, ReportComment{.n = n}));
  EXPECT_TRUE(c.ask(c.staff, MoveQuestion{n, QuestionState::hidden}));
  EXPECT_TRUE(c.room.moderation.reports().empty());
  EXPECT_EQ(c.ask(c.guest, ReportComment{.n = n}).error(), No::not_found);
}

TEST(StaffLog, says_who_did_what_before_the_deed_but_not_what_people_do_to_their_own) {
  LiveClass c;
  EXPECT_TRUE(c.say(c.learner, "x"));
  EXPECT_EQ(c.ask(c.learner, DeleteComment{.n = c.room.upto}).value().size(), 1U);
  EXPECT_TRUE(c.say(c.learner, "y"));
  const Offset n = c.room.upto;
  const auto events = c.ask(c.staff, DeleteComment{.n = n});
  ASSERT_EQ(events.value().size(), 2U);
  const auto& line = std::get<StaffDid>(events.value().front());
  EXPECT_EQ(line.by.name, "Li");
  EXPECT_EQ(line.did, "delete");
  EXPECT_EQ(line.n, n);
  const auto mute = c.ask(c.staff, MuteAccount{.account = AccountId{7}, .seconds = 60});
  EXPECT_EQ(std::get<StaffDid>(mute.value().front()).account, AccountId{7});
}

TEST(Telling, an_account_that_goes_is_forgotten_by_what_waits_and_what_was_reported) {
  LiveClass c;
  EXPECT_TRUE(c.say(c.learner, "x"));
  EXPECT_TRUE(c.ask(c.guest, ReportComment{.n = c.room.upto}));
  EXPECT_TRUE(c.ask(c.staff, SetRules{.silent = {}, .review = true, .links = {}}));
  EXPECT_TRUE(c.say(c.learner, "y"));
  c.happen(decide(c.room, Telling(EraseAccount{AccountId{7}})));
  EXPECT_EQ(state_json(c.room, Audience::staff).find("Wei"), std::string::npos);
}

TEST(Telling, a_ban_stands_in_the_log_and_takes_along_what_was_written_lately_if_wanted) {
  LiveClass c;
  EXPECT_TRUE(c.say(c.learner, "x"));
  EXPECT_TRUE(c.say(c.guest, "y"));
  EXPECT_EQ(decide(c.room, Telling(Ban{*c.staff.person, AccountId{7}, false})).size(), 1U);
  c.happen(decide(c.room, Telling(Ban{*c.staff.person, AccountId{7}, true})));
  EXPECT_TRUE(c.room.chat.recent()[0].deleted);
  EXPECT_FALSE(c.room.chat.recent()[1].deleted);
}

TEST(Topics, are_reached_while_the_class_is_on_and_prepared_whenever) {
  Room room;
  const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
  EXPECT_TRUE(decide(room, staff, SetOutline{{"a"}}, Utc()));
  EXPECT_EQ(decide(room, staff, MoveToTopic{"a"}, Utc()).error().no, No::not_live);
  EXPECT_EQ(decide(room, Standing{}, MoveToTopic{"a"}, Utc()).error().no, No::sign_in);
  room.progress.phase = Phase::live;
  EXPECT_EQ(decide(room, staff, MoveToTopic{"a"}, Utc()).value().size(), 1U);
}

TEST(Offers, made_while_live_are_named_by_their_own_event) {
  Room room;
  room.upto = 41;
  const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
  const auto events = decide(room, staff, ShowOffer{0, OfferContent{"x", "", "/", 0}}, Utc()).value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(std::get<OfferShown>(events[1]).offer, 42U);
}

TEST(Hands, are_the_class_s_and_down_when_it_ends) {
  LiveClass c;
  EXPECT_TRUE(c.ask(c.learner, RaiseHand{}));
  EXPECT_TRUE(c.mine(c.learner).starts_with(R"(,"hand":{"t":)"));
  EXPECT_NE(state_json(c.room, Audience::staff).find(R"("hands":[{"from")"), std::string::npos);
  EXPECT_EQ(state_json(c.room, Audience::everyone).find("hands"), std::string::npos);
  c.happen({LessonMoved{Phase::ended, {}}});
  EXPECT_EQ(c.mine(c.learner), "");
  EXPECT_EQ(c.ask(c.learner, RaiseHand{}).error(), No::room_over);
}

}  // namespace
}  // namespace lyceum::room
