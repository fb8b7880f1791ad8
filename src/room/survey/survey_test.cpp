#include "room/survey/decide.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

const Standing learner{Person{AccountId{7}, "Wei", Role::learner}, true, false};
const Standing lecturer{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};

Person nameless(std::int64_t id) { return {AccountId{id}, "", Role::learner}; }
AnswerSurvey answer(std::int64_t content, std::int64_t delivery, std::int64_t interaction,
                    std::string text = "") {
  return {{content, delivery, interaction}, std::move(text)};
}
No refusal(const Survey& survey, Phase phase, const Standing& who, const AnswerSurvey& command) {
  const auto decision = decide(survey, phase, who, command);
  EXPECT_FALSE(decision.has_value());
  return decision ? No::malformed : decision.error().no;
}

TEST(Survey, is_answered_by_learners_when_the_class_is_over) {
  const Survey survey;
  EXPECT_TRUE(decide(survey, Phase::ended, learner, answer(5, 4, 3))->has_value());
  EXPECT_EQ(refusal(survey, Phase::live, learner, answer(5, 4, 3)), No::not_over);
  EXPECT_EQ(refusal(survey, Phase::ended, lecturer, answer(5, 4, 3)), No::not_allowed);
  EXPECT_EQ(refusal(survey, Phase::ended, Standing(), answer(5, 4, 3)), No::sign_in);
}

TEST(Survey, takes_scores_of_one_to_five_and_at_most_500_characters) {
  const Survey survey;
  EXPECT_EQ(refusal(survey, Phase::ended, learner, answer(0, 4, 3)), No::bad_choice);
  EXPECT_EQ(refusal(survey, Phase::ended, learner, answer(5, 6, 3)), No::bad_choice);
  EXPECT_EQ(refusal(survey, Phase::ended, learner, answer(5, 5, -1)), No::bad_choice);
  std::string text;
  for (std::size_t i = 0; i < survey_text_max; ++i) text += "好";
  EXPECT_TRUE(decide(survey, Phase::ended, learner, answer(5, 4, 3, text)));
  EXPECT_EQ(refusal(survey, Phase::ended, learner, answer(5, 4, 3, text + "好")), No::text_too_long);
}

TEST(Survey, keeps_one_answer_a_person_and_the_latest) {
  Survey survey;
  survey.evolve(Surveyed{nameless(7), {5, 4, 3}, "good"}, {});
  survey.evolve(Surveyed{nameless(7), {1, 4, 3}, ""}, {});
  survey.evolve(Surveyed{nameless(8), {2, 2, 2}, ""}, {});
  ASSERT_EQ(survey.all().size(), 2U);
  EXPECT_EQ(survey.of(AccountId{7})->scores.content, 1);
  EXPECT_FALSE(decide(survey, Phase::ended, learner, answer(1, 4, 3))->has_value()) << "it is so already";
}

TEST(Survey, tells_a_person_the_own_answer_and_loses_the_words_of_a_deleted_account) {
  Survey survey;
  survey.evolve(Surveyed{nameless(7), {5, 4, 3}, "good"}, {});
  std::string out;
  append_mine(out, survey, AccountId{7});
  EXPECT_EQ(out, R"(,"survey":{"content":5,"delivery":4,"interaction":3,"text":"good"})");
  survey.forget(AccountId{7});
  EXPECT_EQ(survey.of(AccountId{7})->text, "");
  EXPECT_EQ(survey.of(AccountId{7})->scores.content, 5);
}

TEST(Survey, an_answer_is_read_back_as_it_was_written) {
  std::string body = "{";
  append_fields(body, Surveyed{nameless(7), {5, 4, 3}, "\"太好了\""});
  Surveyed read;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), read));
  EXPECT_EQ(read.from, nameless(7));
  EXPECT_EQ(read.scores, (SurveyScores{5, 4, 3}));
  EXPECT_EQ(read.text, "\"太好了\"");
}

}  // namespace
}  // namespace lyceum::room
