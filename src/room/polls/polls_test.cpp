#include "room/polls/polls_fixture.hpp"

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
using Numbers = std::vector<std::int64_t>;

constexpr No fine = ClassOfPolls::fine;

Poll choice(std::vector<std::string> options = {"yes", "no", "perhaps"}) {
  return {.title = "Is it?", .options = std::move(options)};
}
Poll quiz() {
  Poll poll = choice({"2", "3", "4"});
  poll.right = {1};
  poll.points = 100;
  return poll;
}
Poll cloud() { return {.kind = PollKind::text, .title = "One word?", .options = {}}; }

std::string letters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "课";
  return text;
}

TEST(Polls, one_answer_a_person_and_totals_once_a_second) {
  ClassOfPolls room;
  const Offset poll = room.open(choice()).value();
  EXPECT_FALSE(room.pay()) << "everybody knows that nobody has answered";
  for (const std::int64_t id : {5, 6, 7}) EXPECT_EQ(room.answer(learner(id), poll, {id % 2}), fine);
  EXPECT_EQ(room.answer(learner(5), poll, {2}), No::already_answered);
  EXPECT_EQ(room.answer(learner(5), poll, {1}), No::already_answered);
  EXPECT_TRUE(room.pay());
  EXPECT_EQ(room.last.everyone->totals, (PollTotals{3, {1, 2, 0}, std::nullopt}));
  EXPECT_FALSE(room.last.staff) << "everybody sees them";
  room.answer(learner(8), poll, {2});
  EXPECT_FALSE(room.pay()) << "too soon";
  room.wait(1s);
  EXPECT_TRUE(room.pay());
  EXPECT_FALSE(room.pay());
}

TEST(Polls, staff_runs_them_and_does_not_answer) {
  ClassOfPolls room;
  EXPECT_EQ(room.keep(choice(), 0, learner(5)).error(), No::not_allowed);
  EXPECT_EQ(room.open(choice(), learner(5)).error(), No::not_allowed);
  const Offset poll = room.open(choice()).value();
  EXPECT_EQ(room.answer(lecturer, poll, {0}), No::not_allowed);
  EXPECT_EQ(room.close(poll, learner(5)), No::not_allowed);
  EXPECT_EQ(room.take_out(poll, "x", learner(5)), No::not_allowed);
}

TEST(Polls, what_cannot_be_chosen_is_refused_and_changes_nothing) {
  ClassOfPolls room;
  const Offset single = room.open(choice()).value();
  for (const Numbers& bad : {Numbers{}, {3}, {-1}, {0, 1}, {0, 0}, {1'000'000'000'000}})
    EXPECT_EQ(room.answer(learner(5), single, bad), No::bad_choice);
  EXPECT_EQ(room.say(learner(5), single, "yes"), No::bad_choice);
  EXPECT_EQ(room.answer(learner(5), single + 1, {0}), No::not_found);
  EXPECT_TRUE(room.kept(single).answers.empty());
  room.close(single);
  Poll many = choice();
  many.kind = PollKind::multiple;
  const Offset multiple = room.open(many).value();
  EXPECT_EQ(room.answer(learner(5), multiple, {0, 0}), No::bad_choice);
  EXPECT_EQ(room.answer(learner(5), multiple, {2, 0}), fine);
  EXPECT_EQ(room.answer(learner(6), single, {0}), No::poll_over) << "an answer to another poll";
  room.close(multiple);
  EXPECT_EQ(room.last.closed->totals.counts, (Numbers{1, 0, 1}));
  const Offset scale = room.open({.kind = PollKind::scale, .title = "Clear?", .options = {}}).value();
  EXPECT_EQ(room.answer(learner(5), scale, {5}), No::bad_choice);
  EXPECT_EQ(room.answer(learner(5), scale, {4}), fine);
  EXPECT_EQ(room.kept(scale).counts, (Numbers{0, 0, 0, 0, 1}));
}

TEST(Polls, hidden_results_are_the_staffs_until_it_is_closed) {
  ClassOfPolls room;
  Poll secret = quiz();
  secret.live = false;
  const Offset poll = room.open(secret).value();
  room.answer(learner(5), poll, {1});
  ASSERT_TRUE(room.pay());
  EXPECT_EQ(room.last.everyone->totals, (PollTotals{1, {}, std::nullopt}));
  EXPECT_EQ(room.last.staff->totals.counts, (Numbers{0, 1, 0}));
  const std::string for_all = shown_poll_json(room.polls(), Audience::everyone);
  EXPECT_EQ(for_all.find("counts"), std::string::npos) << for_all;
  EXPECT_EQ(for_all.find("right"), std::string::npos) << for_all;
  EXPECT_NE(shown_poll_json(room.polls(), Audience::staff).find(R"("right":[1])"), std::string::npos);
  room.close(poll);
  EXPECT_EQ(room.last.closed->totals.counts, (Numbers{0, 1, 0}));
  EXPECT_EQ(room.last.closed->right, Numbers{1});
  EXPECT_NE(shown_poll_json(room.polls(), Audience::everyone).find(R"("counts":[0,1,0])"), std::string::npos);
}

TEST(Polls, the_opened_event_of_a_quiz_never_carries_its_right_answers) {
  ClassOfPolls room;
  const Offset draft = room.keep(quiz()).value();
  for (const OpenPoll& command : {OpenPoll{draft, {}}, OpenPoll{0, quiz()}}) {
    const auto made = decide(room.polls(), lecturer, command, 7).value();
    EXPECT_EQ(made.key->poll, 8U) << "the offset that the poll will have";
    EXPECT_EQ(made.key->right, Numbers{1});
    std::string body;
    append_fields(body, made.opened);
    EXPECT_EQ(body.find("right"), std::string::npos);
    EXPECT_NE(body.find(R"("points":100)"), std::string::npos);
  }
}

TEST(Polls, time_decides_not_the_timer_s_firing) {
  ClassOfPolls room;
  Poll timed = choice();
  timed.timer = 15s;
  const Offset poll = room.open(timed).value();
  room.wait(14'999ms);
  EXPECT_EQ(room.answer(learner(5), poll, {0}), fine);
  room.wait(1ms);
  EXPECT_EQ(room.answer(learner(6), poll, {0}), No::poll_over);
  EXPECT_EQ(room.polls().open(), poll) << "nothing has fired";
  room.restart();
  room.wait(1h);
  EXPECT_TRUE(room.pay()) << "what is owed first after a restart closes it";
  ASSERT_TRUE(room.last.closed);
  EXPECT_EQ(room.last.closed->totals.people, 1);
  EXPECT_EQ(room.polls().open(), 0U);
  EXPECT_FALSE(room.polls().due());
}

TEST(Polls, an_answer_changes_where_it_may_and_moves_in_the_totals) {
  ClassOfPolls room;
  Poll changeable = quiz();
  changeable.changeable = true;
  const Offset poll = room.open(changeable).value();
  room.answer(learner(5), poll, {0});
  room.wait(3s);
  EXPECT_EQ(room.answer(learner(5), poll, {1}), fine);
  EXPECT_EQ(room.kept(poll).counts, (Numbers{0, 1, 0}));
  EXPECT_EQ(room.kept(poll).answers.at(AccountId{5}).after, 3s);
  room.wait(3s);
  room.answer(learner(5), poll, {1});
  EXPECT_EQ(room.kept(poll).answers.at(AccountId{5}).after, 3s) << "the same answer is no news";
}

TEST(Polls, one_at_a_time_and_the_same_draft_again_is_another_poll) {
  ClassOfPolls room;
  const Offset draft = room.keep(choice()).value();
  const Offset first = room.open(OpenPoll{draft, {}}).value();
  EXPECT_EQ(room.open(choice()).error(), No::poll_running);
  room.answer(learner(5), first, {0});
  room.close(first);
  const Offset second = room.open(OpenPoll{draft, {}}).value();
  EXPECT_NE(first, second);
  EXPECT_EQ(room.answer(learner(5), second, {1}), fine);
  EXPECT_EQ(room.kept(first).counts, (Numbers{1, 0, 0}));
  EXPECT_EQ(room.kept(second).counts, (Numbers{0, 1, 0}));
  EXPECT_EQ(room.close(first), fine);
  EXPECT_EQ(room.polls().open(), second) << "closing what is closed closes nothing else";
}

TEST(Polls, drafts_are_changed_dropped_and_bounded) {
  ClassOfPolls room;
  const Offset draft = room.keep(choice()).value();
  EXPECT_EQ(room.keep(quiz(), draft), draft);
  EXPECT_EQ(room.polls().drafts().at(draft), quiz());
  EXPECT_EQ(room.drop(draft), fine);
  EXPECT_EQ(room.drop(draft), No::not_found);
  EXPECT_EQ(room.keep(quiz(), draft).error(), No::not_found);
  EXPECT_EQ(room.open(OpenPoll{draft, {}}).error(), No::not_found);
  for (std::size_t i = 0; i < poll_drafts_max; ++i) ASSERT_TRUE(room.keep(choice()));
  EXPECT_EQ(room.keep(choice()).error(), No::too_many_polls);
  for (std::size_t i = 0; i < polls_max; ++i) room.close(room.open(choice()).value());
  EXPECT_EQ(room.open(choice()).error(), No::too_many_polls);
}

TEST(Polls, contents_that_do_not_fit_are_refused_by_what_is_wrong) {
  ClassOfPolls room;
  const auto refused = [&](Poll content) { return room.keep(std::move(content)).error(); };
  const auto with = [](Poll poll, auto change) {
    change(poll);
    return poll;
  };
  for (const std::string& title : {std::string(), std::string(" \t"), std::string("\u200b"), letters(201)})
    EXPECT_EQ(refused(with(choice(), [&](Poll& poll) { poll.title = title; })), No::poll_text);
  EXPECT_EQ(refused(with(choice(), [&](Poll& poll) { poll.title = "\xff"; })), No::malformed);
  EXPECT_EQ(refused(choice({"a", ""})), No::poll_text);
  EXPECT_EQ(refused(choice({"a", letters(101)})), No::poll_text);
  EXPECT_EQ(refused(choice({})), No::poll_options);
  EXPECT_EQ(refused(choice({"a"})), No::poll_options);
  EXPECT_EQ(refused(choice(std::vector<std::string>(10'000, "a"))), No::poll_options);
  EXPECT_EQ(refused(choice({"same", " same "})), No::poll_options);
  EXPECT_EQ(refused(with(cloud(), [](Poll& poll) { poll.options = {"a", "b"}; })), No::poll_options);
  for (const auto seconds : {-1s, 1s, 14s, 1801s})
    EXPECT_EQ(refused(with(choice(), [&](Poll& poll) { poll.timer = seconds; })), No::malformed);
}

TEST(Polls, a_quiz_has_right_answers_that_fit) {
  ClassOfPolls room;
  const auto outcome = [&](auto change) {
    Poll poll = quiz();
    change(poll);
    const auto kept = room.keep(std::move(poll));
    return kept ? fine : kept.error();
  };
  EXPECT_EQ(outcome([](Poll&) {}), fine);
  EXPECT_EQ(outcome([](Poll& poll) { poll.right = {}; }), No::poll_quiz);
  EXPECT_EQ(outcome([](Poll& poll) { poll.right = {3}; }), No::poll_quiz);
  EXPECT_EQ(outcome([](Poll& poll) { poll.right = {0, 1}; }), No::poll_quiz) << "single";
  EXPECT_EQ(outcome([](Poll& poll) { poll.points = 0; }), No::poll_quiz);
  EXPECT_EQ(outcome([](Poll& poll) { poll.points = 1001; }), No::poll_quiz);
  EXPECT_EQ(outcome([](Poll& poll) { poll.points = -5; }), No::poll_quiz);
  EXPECT_EQ(outcome([](Poll& poll) { poll.bonus = true; }), No::poll_quiz) << "no timer";
  EXPECT_EQ(outcome([](Poll& poll) { poll.anonymous = true; }), No::poll_quiz);
  EXPECT_EQ(outcome([](Poll& poll) {
              poll.kind = PollKind::multiple;
              poll.right = {2, 0};
            }),
            fine);
  EXPECT_EQ(outcome([](Poll& poll) {
              poll.kind = PollKind::scale;
              poll.options = {};
            }),
            No::poll_quiz);
}

TEST(Polls, emoji_and_text_from_right_to_left_are_kept_as_they_are) {
  ClassOfPolls room;
  const Poll poll = {.title = "🌉 ما رأيك؟", .options = {"👩\u200d💻", "כן", letters(100)}};
  const Offset draft = room.keep(poll).value();
  EXPECT_EQ(room.polls().drafts().at(draft), poll);
}

TEST(Polls, words_that_differ_in_width_or_case_alone_count_together_as_first_spelled) {
  ClassOfPolls room;
  const Offset poll = room.open(cloud()).value();
  EXPECT_EQ(room.say(learner(5), poll, " Spring "), fine);
  EXPECT_EQ(room.say(learner(6), poll, "ＳＰＲＩＮＧ"), fine);
  EXPECT_EQ(room.say(learner(7), poll, "春"), fine);
  for (const std::string& bad : {std::string(), std::string(" "), letters(31)})
    EXPECT_EQ(room.say(learner(8), poll, bad), No::bad_word);
  EXPECT_EQ(room.answer(learner(8), poll, {0}), No::bad_choice);
  ASSERT_TRUE(room.pay());
  EXPECT_EQ(room.last.everyone->totals.words, (std::vector<Words::Counted>{{"Spring", 2}, {"春", 1}}));
}

TEST(Polls, a_word_taken_out_is_shown_and_counted_no_more) {
  ClassOfPolls room;
  const Offset poll = room.open(cloud()).value();
  room.say(learner(5), poll, "rude");
  room.say(learner(6), poll, "kind");
  EXPECT_EQ(room.take_out(poll, "RUDE"), fine);
  EXPECT_EQ(room.last.everyone->totals.words, (std::vector<Words::Counted>{{"kind", 1}}));
  EXPECT_EQ(room.take_out(poll, "rude"), No::not_found);
  EXPECT_EQ(room.say(learner(7), poll, "Rude"), fine) << "nobody learns that it is watched for";
  room.close(poll);
  EXPECT_EQ(room.last.everyone->totals, (PollTotals{3, {}, {{{"kind", 1}}}}));
  EXPECT_EQ(room.take_out(poll, "kind"), fine) << "also afterwards";
  EXPECT_EQ(room.last.everyone->totals.words, std::vector<Words::Counted>());
}

TEST(Polls, the_cloud_of_a_hidden_one_is_staffs_and_closing_shows_it) {
  ClassOfPolls room;
  Poll hidden = cloud();
  hidden.live = false;
  const Offset poll = room.open(hidden).value();
  room.say(learner(5), poll, "spring");
  room.pay();
  EXPECT_FALSE(room.last.everyone->totals.words);
  EXPECT_TRUE(room.last.staff->totals.words);
  room.close(poll);
  EXPECT_EQ(room.last.everyone->totals.words->size(), 1U);
  EXPECT_FALSE(room.last.closed->totals.words) << "in an event of their own, which can be withheld";
}

TEST(Points, fall_evenly_to_half_with_a_bonus_and_not_without) {
  Poll poll = quiz();
  EXPECT_EQ(points_for(poll, 2, 9s), 100);
  EXPECT_EQ(points_for(poll, 1, 0s), 0);
  poll.timer = 20s;
  poll.bonus = true;
  for (const auto& [after, points] :
       std::map<milliseconds, std::int64_t>{{0s, 100}, {1ms, 100}, {10s, 75}, {20s, 50}})
    EXPECT_EQ(points_for(poll, 2, after), points);
  poll.points = 1;
  EXPECT_EQ(points_for(poll, 2, 20s), 1) << "points are whole";
  poll.kind = PollKind::multiple;
  poll.right = {0, 2};
  EXPECT_EQ(points_for(poll, 0b101, 0s), 1);
  EXPECT_EQ(points_for(poll, 0b001, 0s), 0) << "half right is not right";
}

TEST(Leaderboard, more_points_then_less_time_then_the_same_place) {
  Leaderboard board;
  const auto add = [&](std::int64_t id, std::int64_t points, milliseconds took) {
    board.add(AccountId{id}, points, took);
  };
  add(5, 50, 3s);
  add(6, 80, 9s);
  add(7, 30, 1s);
  add(8, 80, 9s);
  add(9, 0, 1s);
  add(7, 50, 1s);
  board.rank();
  EXPECT_EQ(board.ranking(), (std::vector<AccountId>{{7}, {6}, {8}, {5}}));
  EXPECT_EQ(board.of(AccountId{7})->place, 1U);
  EXPECT_EQ(board.of(AccountId{6})->place, 2U);
  EXPECT_EQ(board.of(AccountId{8})->place, 2U);
  EXPECT_EQ(board.of(AccountId{5})->place, 4U);
  EXPECT_EQ(board.of(AccountId{9}), nullptr);
}

TEST(Polls, a_person_sees_the_own_answer_points_and_place) {
  ClassOfPolls room;
  const auto mine = [&](std::int64_t id) {
    std::string out;
    append_mine(out, room.polls(), AccountId{id});
    return out;
  };
  EXPECT_EQ(mine(5), "");
  const Offset poll = room.open(quiz()).value();
  room.wait(2s);
  for (std::int64_t id = 5; id < 40; ++id) {
    room.wait(1ms);
    room.answer(learner(id), poll, {id == 6 ? 0 : 1});
  }
  EXPECT_EQ(mine(5), R"(,"answer":{"poll":2,"choices":[1]})") << "not yet whether it is right";
  room.close(poll);
  EXPECT_EQ(mine(5), R"(,"answer":{"poll":2,"choices":[1],"points":100})");
  EXPECT_EQ(mine(6), R"(,"answer":{"poll":2,"choices":[0],"points":0})");
  const auto board = boost::json::parse(leaderboard_json(room.polls(), AccountId{39}));
  EXPECT_EQ(board.at("people").as_int64(), 34);
  EXPECT_EQ(board.at("top").as_array().size(), 20U);
  EXPECT_EQ(board.at("top").at(0).at("name").as_string(), "P5");
  EXPECT_EQ(board.at("mine").at("place").as_int64(), 34);
  const auto without = boost::json::parse(leaderboard_json(room.polls(), AccountId{6}));
  EXPECT_FALSE(without.as_object().contains("mine"));
  EXPECT_EQ(without.at("answer").at("points").as_int64(), 0);
}

TEST(Polls, of_an_anonymous_one_nobody_is_told_who_chose_what) {
  ClassOfPolls room;
  Poll shy = choice();
  shy.anonymous = true;
  const Offset poll = room.open(shy).value();
  room.answer(learner(5), poll, {1});
  EXPECT_FALSE(room.polls().mentions(AccountId{5}));
  const std::string people = poll_people_json(room.polls(), room.kept(poll), {*learner(6).person}, 9999);
  EXPECT_EQ(people, R"({"missing":[{"id":"6","name":"P6","role":"learner"}],"missing_count":1})");
}

TEST(Polls, of_a_deleted_account_no_name_is_left) {
  ClassOfPolls room;
  const Offset poll = room.open(quiz()).value();
  room.answer(learner(5), poll, {1});
  EXPECT_TRUE(room.polls().mentions(AccountId{5}));
  EXPECT_NE(poll_people_json(room.polls(), room.kept(poll), {}, 9999).find("P5"), std::string::npos);
  room.close(poll);
  room.forget(AccountId{5});
  EXPECT_EQ(poll_people_json(room.polls(), room.kept(poll), {}, 9999).find("P5"), std::string::npos);
  EXPECT_EQ(leaderboard_json(room.polls(), AccountId{5}).find("P5"), std::string::npos);
}

TEST(Polls, lists_for_staff_come_newest_first_in_pages_that_fit) {
  ClassOfPolls room;
  std::vector<Offset> drafts;
  for (int i = 0; i < 100; ++i) drafts.push_back(room.keep(choice({letters(100), "b"})).value());
  std::vector<Offset> read;
  for (Offset before = 0;;) {
    const std::string page = drafts_json(room.polls(), before, 4096);
    EXPECT_LE(page.size(), 4200U);
    const auto list = boost::json::parse(page);
    if (list.as_array().empty()) break;
    for (const auto& draft : list.as_array()) read.push_back(static_cast<Offset>(draft.at("n").as_int64()));
    before = read.back();
  }
  std::ranges::reverse(read);
  EXPECT_EQ(read, drafts);
}

}  // namespace
}  // namespace lyceum::room
