#include "room/questions/decide.hpp"

#include <random>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
using enum QuestionState;

Standing learner(std::int64_t id) {
  return {Person{AccountId{id}, "P" + std::to_string(id), Role::learner}, true, false};
}
const Standing staff{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};

// The questions of one class; what is decided happens.
class Class {
 public:
  const Questions& questions() const { return questions_; }
  const Question& question(Offset n) const { return questions_.all().at(n).question; }
  void wait(microseconds time) { now_ += time; }
  Utc now() const { return now_; }

  std::expected<Offset, No> ask(const Standing& who, std::string text, bool nameless = false) {
    const auto made = decide(questions_, who, AskQuestion{std::move(text), nameless}, upto_ + 1);
    if (!made) return std::unexpected(made.error().no);
    if (made->by) happen(*made->by);
    happen(made->asked);
    return upto_;
  }
  No vote(const Standing& who, Offset n, bool up = true) {
    const auto made = decide(questions_, who, VoteQuestion{n, up});
    if (!made) return made.error().no;
    if (*made) happen(**made);
    return fine;
  }
  No move(const Standing& who, Offset n, QuestionState to) {
    const auto made = decide(questions_, who, MoveQuestion{n, to});
    if (!made) return made.error().no;
    for (const QuestionMoved& moved : *made) happen(last_ = moved);
    return fine;
  }
  No merge(Offset n, Offset into) {
    const auto made = decide(questions_, staff, MergeQuestion{n, into});
    if (!made) return made.error().no;
    happen(*made);
    return fine;
  }
  No reply(const Standing& who, Offset n, std::string text) {
    const auto made = decide(questions_, who, ReplyQuestion{n, std::move(text)});
    if (!made) return made.error().no;
    happen(*made);
    return fine;
  }
  // As the room does: when it is due, and not before.
  bool count() {
    const auto due = questions_.due();
    if (!due || *due > now_) return false;
    happen(questions_.count());
    return true;
  }
  template <class Event>
  void happen(const Event& event) {
    questions_.evolve(event, {++upto_, now_});
    // What is written is what happened.
    std::string body = "{";
    append_fields(body, event);
    Event read;
    ASSERT_TRUE(read_fields(boost::json::parse(body + "}").as_object(), read)) << body;
    again_.evolve(read, {upto_, now_});
    ASSERT_EQ(again_, questions_) << body;
  }
  void forget(AccountId account) {
    questions_.forget(account);
    again_.forget(account);
  }

  static constexpr No fine = No::not_known;
  QuestionMoved last_;

 private:
  Questions questions_, again_;
  Offset upto_ = 0;
  Utc now_{1000s};
};

TEST(Questions, one_vote_a_person_the_askers_first_and_totals_told_once_a_second) {
  Class room;
  const Offset q = room.ask(learner(7), " why? ").value();
  EXPECT_EQ(room.question(q).text, "why?");
  EXPECT_EQ(room.question(q).votes, 1);
  EXPECT_FALSE(room.count()) << "the asker's vote is known";
  for (int tries = 0; tries < 2; ++tries)
    for (const std::int64_t id : {7, 8, 9}) EXPECT_EQ(room.vote(learner(id), q), Class::fine);
  EXPECT_EQ(room.question(q).votes, 1) << "not told yet";
  EXPECT_TRUE(room.count());
  EXPECT_EQ(room.question(q).votes, 3);
  EXPECT_EQ(room.vote(learner(9), q, false), Class::fine);
  EXPECT_EQ(room.vote(learner(7), q, false), Class::fine) << "the asker goes on wanting an answer";
  EXPECT_FALSE(room.count()) << "too soon";
  room.wait(1s);
  EXPECT_TRUE(room.count());
  EXPECT_EQ(room.question(q).votes, 2);
  EXPECT_FALSE(room.count());
}

TEST(Questions, a_vote_taken_back_before_it_was_told_is_not_told) {
  Class room;
  const Offset q = room.ask(learner(7), "why?").value();
  room.vote(learner(8), q);
  room.vote(learner(8), q, false);
  EXPECT_FALSE(room.questions().due());
}

TEST(Questions, without_a_name_nobody_is_told_who_asked) {
  Class room;
  const Offset q = room.ask(learner(7), "a shy one", true).value();
  EXPECT_FALSE(room.question(q).from);
  EXPECT_EQ(shown_json(room.questions(), Audience::everyone, 9999).find("\"7\""), std::string::npos);
  EXPECT_EQ(room.questions().mine(AccountId{7}).asked, std::vector{q});
  EXPECT_TRUE(room.questions().mine(AccountId{8}).asked.empty());
  room.happen(NamelessSet{false});
  EXPECT_EQ(room.ask(learner(7), "another", true).error(), No::not_allowed);
}

TEST(Questions, one_at_a_time_is_answered_and_the_one_before_is_done) {
  Class room;
  const Offset a = room.ask(learner(7), "a").value(), b = room.ask(learner(8), "b").value();
  EXPECT_EQ(room.move(learner(7), a, answering), No::not_allowed);
  EXPECT_EQ(room.move(staff, a, answering), Class::fine);
  const Utc began = room.now();
  room.wait(60s);
  EXPECT_EQ(room.move(staff, b, answering), Class::fine);
  EXPECT_EQ(room.question(a).state, answered);
  EXPECT_EQ(room.question(a).answering_at, began) << "a replay jumps to where it was taken up";
  EXPECT_EQ(room.questions().answering(), b);
  EXPECT_EQ(room.vote(learner(9), a), No::not_allowed) << "it is answered";
}

TEST(Questions, hidden_ones_keep_their_votes_and_come_back_whole) {
  Class room;
  const Offset q = room.ask(learner(7), "rude?").value();
  room.vote(learner(8), q);
  room.count();
  EXPECT_EQ(room.move(learner(8), q, hidden), No::not_allowed);
  EXPECT_EQ(room.move(staff, q, hidden), Class::fine);
  EXPECT_EQ(shown_json(room.questions(), Audience::everyone, 9999), "[]");
  EXPECT_EQ(room.vote(learner(9), q), No::not_found);
  EXPECT_EQ(room.move(staff, q, open), Class::fine);
  ASSERT_TRUE(room.last_.back);
  EXPECT_EQ(room.last_.back->text, "rude?");
  EXPECT_EQ(room.last_.back->votes, 2);
}

TEST(Questions, who_asked_may_take_it_back_while_it_waits) {
  Class room;
  const Offset q = room.ask(learner(7), "oops", true).value();
  EXPECT_EQ(room.move(learner(7), q, archived), No::not_allowed);
  EXPECT_EQ(room.move(learner(7), q, hidden), Class::fine);
  EXPECT_EQ(room.move(learner(7), q, open), No::not_allowed) << "hidden things are the staff's";
}

TEST(Questions, merged_votes_count_each_person_once) {
  Class room;
  const Offset a = room.ask(learner(7), "a").value(), b = room.ask(learner(8), "a!").value();
  room.vote(learner(9), a);
  room.vote(learner(9), b);
  room.count();
  room.wait(1s);
  EXPECT_EQ(room.merge(b, a), Class::fine);
  EXPECT_TRUE(room.count());
  EXPECT_EQ(room.question(a).votes, 3);
  EXPECT_EQ(room.merge(b, a), No::not_found);
  EXPECT_EQ(room.merge(a, a), No::malformed);
  EXPECT_EQ(room.vote(learner(6), b), No::not_found);
}

TEST(Questions, staff_answers_in_writing_a_bounded_number_of_times) {
  Class room;
  const Offset q = room.ask(learner(7), "when?").value();
  EXPECT_EQ(room.reply(learner(8), q, "now"), No::not_allowed);
  for (std::size_t i = 0; i < question_replies_max; ++i) EXPECT_EQ(room.reply(staff, q, "now"), Class::fine);
  EXPECT_EQ(room.reply(staff, q, "now"), No::too_many_questions);
  EXPECT_EQ(room.question(q).replies.front().from.name, "Lin");
}

TEST(Questions, a_learner_has_so_many_waiting_and_no_more) {
  Class room;
  for (std::size_t i = 0; i < open_questions_max; ++i)
    EXPECT_TRUE(room.ask(learner(7), "q" + std::to_string(i)));
  EXPECT_EQ(room.ask(learner(7), "one more").error(), No::too_many_questions);
  EXPECT_TRUE(room.ask(learner(8), "somebody else's"));
  EXPECT_EQ(room.move(staff, 1, answered), Class::fine);
  EXPECT_TRUE(room.ask(learner(7), "one more"));
  EXPECT_EQ(room.ask(learner(9), "  ").error(), No::comment_empty);
  EXPECT_EQ(room.ask(learner(9), std::string(501, 'x')).error(), No::comment_too_long);
}

TEST(Questions, newcomers_see_the_one_being_answered_then_the_most_wanted_within_the_bound) {
  Class room;
  const Offset a = room.ask(learner(6), "A").value(), b = room.ask(learner(7), "B").value(),
               c = room.ask(learner(8), "C").value(), d = room.ask(learner(9), "D").value();
  room.vote(learner(9), c);
  room.count();
  room.move(staff, d, answering);
  room.move(staff, a, answered);
  std::vector<Offset> order;
  const auto all = boost::json::parse(shown_json(room.questions(), Audience::everyone, 9999));
  for (const auto& shown : all.as_array()) order.push_back(static_cast<Offset>(shown.at("n").as_int64()));
  EXPECT_EQ(order, (std::vector{d, c, b, a}));
  EXPECT_EQ(boost::json::parse(shown_json(room.questions(), Audience::everyone, 250)).as_array().size(), 1U);
}

TEST(Questions, of_a_deleted_account_no_name_is_left) {
  Class room;
  room.ask(learner(7), "q").value();
  EXPECT_TRUE(room.questions().mentions(AccountId{7}));
  room.forget(AccountId{7});
  EXPECT_EQ(shown_json(room.questions(), Audience::everyone, 9999).find("P7"), std::string::npos);
}

// Whatever people do in whatever order: votes are people, one question at most is being answered, and what is
// read from the record is what was decided (Class::happen).
void live_at_random(std::uint32_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  Class room;
  const auto pick = [&](std::size_t below) { return static_cast<std::int64_t>(random() % below); };
  for (int step = 0; step < 600; ++step) {
    room.wait(milliseconds(pick(400)));
    const Standing who = pick(5) == 0 ? staff : learner(2 + pick(12));
    const auto some = [&] { return static_cast<Offset>(1 + pick(100)); };
    switch (pick(6)) {
      case 0:
        static_cast<void>(room.ask(who, "q" + std::to_string(step), pick(2) == 0));
        break;
      case 1:
        room.move(who, some(), static_cast<QuestionState>(pick(5)));
        break;
      case 2:
        if (pick(4) == 0) room.merge(some(), some());
        break;
      default:
        room.vote(who, some(), pick(3) != 0);
    }
    room.count();
    int answering_now = 0;
    for (const auto& [n, kept] : room.questions().all()) {
      answering_now += kept.question.state == answering ? 1 : 0;
      ASSERT_TRUE(kept.voters.contains(kept.asker));
    }
    ASSERT_LE(answering_now, 1);
  }
  room.wait(2s);
  room.count();
  for (const auto& [n, kept] : room.questions().all())
    EXPECT_TRUE(kept.question.state == merged ||
                kept.question.votes == static_cast<std::int64_t>(kept.voters.size()));
}

TEST(Questions, hold_what_they_promise_in_random_classes) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) live_at_random(seed);
}

}  // namespace
}  // namespace lyceum::room
