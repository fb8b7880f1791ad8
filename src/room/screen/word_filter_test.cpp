#include "room/screen/word_filter.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

std::optional<WordAction> found(const WordLists& lists, std::string_view text) {
  return WordFilter(lists).check(text).action;
}
std::string masked(const WordLists& lists, std::string_view text) {
  return WordFilter(lists).check(text).text;
}
WordLists blocking(std::vector<std::string> words) {
  return {.mask = {}, .review = {}, .block = std::move(words)};
}
WordLists masking(std::vector<std::string> words) {
  return {.mask = std::move(words), .review = {}, .block = {}};
}

TEST(WordFilter, an_empty_list_finds_nothing) { EXPECT_FALSE(found({}, "anything 傻子")); }

TEST(WordFilter, finds_a_word_however_it_is_disguised) {
  const WordLists lists = blocking({"加微信", "damn", "傻子"});
  for (const auto* text : {"加微信", "快加微信啊", "加 微 信", "加*微*信", "加\u200b微\u2060信", "加·微-信",
                           "加👍微👍信", "damn", "DAMN", "ＤＡＭＮ", "d.a.m.n", "d a m n", "dámn", "da\u0336mn",
                           "oh damn!", "\u202edamn", "你damn我", "𝐝𝐚𝐦𝐧", "ⓓⓐⓜⓝ"})
    EXPECT_EQ(found(lists, text), WordAction::block) << text;
}

TEST(WordFilter, traditional_and_simplified_are_the_same) {
  EXPECT_TRUE(found(blocking({"买卖"}), "買賣"));
  EXPECT_TRUE(found(blocking({"買賣"}), "买卖"));
  EXPECT_TRUE(found(blocking({"發財"}), "发 财"));
}

TEST(WordFilter, a_word_of_letters_is_not_found_inside_another_one) {
  const WordLists lists = blocking({"ass", "damn"});
  for (const auto* text : {"class", "assess", "as soon", "pass", "da mn", "goddamned", "a ss", "as s"})
    EXPECT_FALSE(found(lists, text)) << text;
  EXPECT_TRUE(found(lists, "a s s"));
  EXPECT_TRUE(found(lists, "(ass)"));
}

TEST(WordFilter, the_strictest_of_what_is_found_counts) {
  const WordLists lists{.mask = {"一"}, .review = {"二"}, .block = {"三"}};
  EXPECT_EQ(found(lists, "一"), WordAction::mask);
  EXPECT_EQ(found(lists, "一二"), WordAction::review);
  EXPECT_EQ(found(lists, "三一二"), WordAction::block);
  EXPECT_EQ(found({.mask = {"一"}, .review = {}, .block = {"一"}}, "一"), WordAction::block);
}

TEST(WordFilter, finds_words_that_end_inside_longer_ones) {
  const WordLists lists = masking({"上海", "海滩", "上海滩头"});
  EXPECT_EQ(masked(lists, "上海滩"), "***");
  EXPECT_EQ(masked(lists, "上海滩头"), "****");
  EXPECT_EQ(masked(lists, "海滩"), "**");
}

TEST(WordFilter, stars_stand_for_the_characters_and_the_rest_stays) {
  EXPECT_EQ(masked(masking({"傻子"}), "你这个傻*子，真傻"), "你这个***，真傻");
  EXPECT_EQ(masked(masking({"damn"}), "Oh D A M N it"), "Oh * * * * it");
  EXPECT_EQ(masked(masking({"坏"}), "坏👍坏"), "*👍*");
  EXPECT_EQ(masked(blocking({"坏"}), "坏"), "坏") << "only what is to be masked";
}

TEST(WordFilter, words_of_nothing_but_signs_cannot_be_found) {
  EXPECT_FALSE(is_findable(""));
  EXPECT_FALSE(is_findable("!?* 👍"));
  EXPECT_TRUE(is_findable("👍好"));
  EXPECT_FALSE(is_findable(std::string(65, 'x')));
  EXPECT_FALSE(found(blocking({"!?", "👍"}), "!? 👍"));
}

// Against looking for each word at each place.
TEST(WordFilter, finds_what_a_plain_search_finds) {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    std::mt19937 random(seed);
    const auto some = [&](std::size_t most) {
      std::string text;
      const std::size_t letters = 1 + random() % most;
      for (std::size_t i = 0; i < letters; ++i) text += random() % 2 == 0 ? "甲" : "乙";
      return text;
    };
    std::vector<std::string> words;
    for (int i = 0; i < 4; ++i) words.push_back(some(4));
    const std::string text = some(8);
    const bool plain = std::ranges::any_of(
        words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
    EXPECT_EQ(found(blocking(words), text).has_value(), plain) << "seed " << seed << ": " << text;
  }
}

TEST(WordFilter, a_list_of_twenty_thousand_words_is_no_harder_to_search) {
  WordLists lists;
  for (char32_t i = 0; i < 20'000; ++i) {
    const std::string number = std::to_string(i);
    lists.block.push_back("坏" + number + "词");
  }
  const WordFilter filter(lists);
  EXPECT_EQ(filter.check("这是坏19999词").action, WordAction::block);
  EXPECT_FALSE(filter.check("这是坏20000词").action);
}

}  // namespace
}  // namespace lyceum::room
