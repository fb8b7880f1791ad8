#include "insight/model/interaction.hpp"
#include "insight/model/satisfaction.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::insight {
namespace {

using std::chrono::minutes;

TEST(ShareActive, is_of_those_present_and_never_more_than_all) {
  EXPECT_DOUBLE_EQ(*share_active(3, 12), 0.25);
  EXPECT_DOUBLE_EQ(*share_active(3, 0.5), 1);
  EXPECT_DOUBLE_EQ(*share_active(0, 7), 0);
  EXPECT_FALSE(share_active(0, 0));
}

TEST(InteractionIndex, counts_comments_questions_and_likes_per_minute) {
  const auto index = interaction_index({.comments = 100, .questions = 50, .likes = 200}, minutes(60));
  ASSERT_TRUE(index);
  EXPECT_NEAR(*index, 5.83, 0.005);
}

TEST(InteractionIndex, weighs_what_counts_more) {
  EXPECT_EQ(interaction_index({10, 5, 100}, minutes(10), {.comments = 1, .questions = 2, .likes = 0.1}), 3.0);
}

TEST(InteractionIndex, of_a_class_without_length_is_not_known) {
  EXPECT_FALSE(interaction_index({1, 1, 1}, minutes(0)));
}

TEST(Satisfaction, is_the_mean_of_its_three_scores) {
  EXPECT_NEAR(content_satisfaction(4.2, 3.8, 4.5), 4.17, 0.005);
}

TEST(Satisfaction, of_few_answers_is_only_their_number) {
  const std::vector<Scores> four(4, {5, 5, 5});
  EXPECT_EQ(satisfaction(four).answers, 4);
  EXPECT_FALSE(satisfaction(four).rated);
  EXPECT_EQ(satisfaction({}).answers, 0);
}

// The answers' means are 3, 4, 4, 4, 5: s² = 2 / 4, and t(0.975; 4) = 2.776 in every table.
TEST(Satisfaction, comes_with_the_interval_of_students_t) {
  const std::vector<Scores> answers = {{3, 3, 3}, {5, 4, 3}, {4, 4, 4}, {3, 4, 5}, {5, 5, 5}};
  const auto rated = satisfaction(answers).rated;
  ASSERT_TRUE(rated);
  EXPECT_DOUBLE_EQ(rated->content, 4);
  EXPECT_DOUBLE_EQ(rated->mean, 4);
  EXPECT_NEAR(rated->low, 4 - 2.776 * 0.70711 / 2.23607, 0.001);
  EXPECT_NEAR(rated->high, 4 + 2.776 * 0.70711 / 2.23607, 0.001);
}

TEST(Satisfaction, never_promises_more_than_five) {
  const std::vector<Scores> answers = {{5, 5, 5}, {5, 5, 5}, {5, 5, 5}, {5, 5, 5}, {3, 3, 3}};
  const auto rated = satisfaction(answers).rated;
  ASSERT_TRUE(rated);
  EXPECT_EQ(rated->high, 5);
  EXPECT_LT(rated->low, rated->mean);
}

}  // namespace
}  // namespace lyceum::insight
