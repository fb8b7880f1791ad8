#include "base/text/text.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

TEST(Text, folding_levels_case_width_and_spelling) {
  EXPECT_EQ(folded_text("ＡＮＮＡ"), "anna");  // full width
  EXPECT_EQ(folded_text("Straße"), "strasse");
  EXPECT_EQ(folded_text("e\xCC\x81"), "\xC3\xA9");  // e + combining acute → é
  EXPECT_EQ(folded_text("a\xE2\x80\x8B"
                        "b"),
            "ab");  // zero width space vanishes
  EXPECT_EQ(folded_text("王老师"), "王老师");
}

TEST(Text, composing_keeps_case_and_takes_outer_spaces_away) {
  EXPECT_EQ(composed_text("  Anna \xE3\x80\x80"), "Anna");  // ideographic space
  EXPECT_EQ(composed_text(" \t\n"), "");
  EXPECT_EQ(compatible_text("Ｐａｓｓ word"), "Pass word");
}

TEST(Text, lengths_count_code_points) {
  EXPECT_EQ(text_length("abc"), 3u);
  EXPECT_EQ(text_length("讲堂"), 2u);
  EXPECT_EQ(text_length("😀"), 1u);
}

TEST(Text, lines_and_directions_are_told_from_text) {
  EXPECT_TRUE(one_line("Hello, 世界! 😀 שלום"));
  EXPECT_FALSE(one_line("a\nb"));
  EXPECT_TRUE(many_lines("a\nb\tc"));
  EXPECT_FALSE(many_lines("a\x1B[31m"));
  EXPECT_FALSE(
      one_line("a\xE2\x80\xAE"
               "b"));                      // right-to-left override
  EXPECT_FALSE(one_line("\xE2\x81\xA6"));  // left-to-right isolate
  EXPECT_FALSE(visible(" \xE2\x80\x8B"));
  EXPECT_TRUE(visible(" x"));
  EXPECT_TRUE(letters_digits_or("anna.王_1", "._"));
  EXPECT_FALSE(letters_digits_or("anna b", "._"));
  EXPECT_FALSE(letters_digits_or("😀", "._"));
}

TEST(Text, what_is_not_utf8_is_refused) {
  for (const auto* bad : {"\xFF", "\xC0\x80", "a\xE4\xB8", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
    EXPECT_FALSE(well_formed(bad));
    EXPECT_FALSE(composed_text(bad));
    EXPECT_FALSE(folded_text(bad));
    EXPECT_FALSE(one_line(bad));
  }
}

}  // namespace
}  // namespace lyceum
