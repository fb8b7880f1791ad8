#include "people/account/rules.hpp"

#include "people/account/refusal.hpp"

#include <set>

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}
std::string_view code(const Result<std::string>& result) { return result ? "ok" : result.error().code; }

TEST(Login, is_stored_in_one_form_however_it_is_typed) {
  EXPECT_EQ(checked_login(" Anna.B@Example+1 ").value(), "anna.b@example+1");
  EXPECT_EQ(checked_login("ＡＮＮＡ").value(), "anna");
  EXPECT_EQ(checked_login("王老师").value(), "王老师");
  EXPECT_EQ(checked_login(repeat("讲", 64)).value(), repeat("讲", 64));
}

TEST(Login, other_lengths_and_characters_are_refused) {
  for (const std::string& bad :
       {std::string(), std::string("ab"), repeat("a", 65), std::string("an na"), std::string("a/b/c"),
        std::string("deleted/7"), std::string("anna\n1"), std::string("an\xFFna"), std::string("😀😀😀")})
    EXPECT_EQ(code(checked_login(bad)), "login_invalid") << bad;
}

TEST(Name, keeps_its_case_and_loses_outer_spaces) {
  EXPECT_EQ(checked_name("  Anna B ").value(), "Anna B");
  EXPECT_EQ(checked_name("😀").value(), "😀");
  for (const std::string& bad : {std::string(), std::string("  "), repeat("a", 41), std::string("a\nb"),
                                 std::string("\xE2\x80\xAE"
                                             "abc"),
                                 std::string("\xE2\x80\x8B")})
    EXPECT_EQ(code(checked_name(bad)), "name_invalid") << bad;
}

TEST(Password, lengths_count_characters) {
  EXPECT_EQ(code(checked_password("correct horse", "anna")), "ok");
  EXPECT_EQ(code(checked_password("short12", "anna")), "password_short");
  EXPECT_EQ(code(checked_password("春江花月夜长安城", "anna")), "ok");
  EXPECT_EQ(code(checked_password(repeat("ab", 64), "anna")), "ok");
  EXPECT_EQ(code(checked_password(repeat("ab", 65), "anna")), "password_long");
  EXPECT_EQ(code(checked_password(repeat("ab", 5000), "anna")), "password_long");
}

TEST(Password, what_is_guessed_first_is_refused) {
  for (const auto* bad : {"password", "PassWord", "12345678", "87654321", "aaaaaaaa", "abcdefghij",
                          "qwertyuiop", "iloveyou", "woaini1314", "anna.smith", "ANNA.smith"})
    EXPECT_EQ(code(checked_password(bad, "anna.smith")), "password_common") << bad;
}

TEST(Password, is_the_same_however_the_keyboard_composes_it) {
  EXPECT_EQ(normal_password("Ｐａｓｓ１"), "Pass1");
  EXPECT_EQ(normal_password("e\xCC\x81"), "\xC3\xA9");
}

TEST(Refusals, have_a_code_of_their_own_and_both_languages) {
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(Refusal::lesson_live); ++i) {
    const Error error = refuse(static_cast<Refusal>(i));
    EXPECT_TRUE(codes.insert(error.code).second) << error.code;
    EXPECT_GE(error.status, 400);
    EXPECT_FALSE(error.en.empty());
    EXPECT_FALSE(error.zh.empty());
  }
}

}  // namespace
}  // namespace lyceum::people
