#include "room/word/json.hpp"
#include "room/word/refusal.hpp"
#include "room/word/text.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

TEST(Text, spaces_at_both_ends_are_trimmed_also_the_wide_and_the_invisible_ones) {
  EXPECT_EQ(clean_text("  hello \n"), "hello");
  EXPECT_EQ(clean_text("\u3000你好\u3000"), "你好");
  EXPECT_EQ(clean_text("\u200b\ufeff"), "");
}

TEST(Text, a_line_break_inside_becomes_a_space) { EXPECT_EQ(clean_text("a\nb\tc"), "a b c"); }

TEST(Text, control_characters_and_bidi_overrides_are_dropped) {
  EXPECT_EQ(clean_text(std::string_view("a\0b\x1b[1m", 7)), "ab[1m");
  EXPECT_EQ(clean_text("a\u202eb"), "ab");
}

TEST(Text, emoji_joiners_stay) { EXPECT_EQ(clean_text("👩\u200d💻"), "👩\u200d💻"); }

TEST(Text, bytes_that_are_not_utf8_are_refused) {
  EXPECT_FALSE(clean_text("\xff"));
  EXPECT_FALSE(clean_text("\xc0\x80"));          // overlong NUL
  EXPECT_FALSE(clean_text("\xed\xa0\x80"));      // a surrogate
  EXPECT_FALSE(clean_text("\xf4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(clean_text("\xe4\xbd"));          // cut short
}

TEST(Text, characters_are_counted_not_bytes) {
  EXPECT_EQ(count_characters("你好a"), 3U);
  EXPECT_EQ(first_characters("你好a", 1), "你");
  EXPECT_EQ(first_characters("你", 5), "你");
}

TEST(Json, quotes_backslashes_and_control_characters_are_escaped_and_read_back) {
  const std::string nasty = "\"\\\n\t\x01 你</script>";
  std::string out;
  append_json(out, nasty);
  EXPECT_EQ(boost::json::parse(out).as_string(), nasty);
}

TEST(Json, a_person_reads_back_as_written) {
  const Person wei{AccountId{7}, "Wei \"W\"", Role::assistant};
  std::string out;
  append_json(out, wei);
  EXPECT_EQ(read_person(boost::json::parse(out).as_object()), wei);
}

TEST(Json, a_person_with_a_bad_id_or_role_is_refused) {
  for (const auto* bad :
       {R"({"id":"0","name":"x","role":"learner"})", R"({"id":"7","name":"x","role":"king"})",
        R"({"id":7,"name":"x","role":"learner"})", R"({"id":"7","role":"learner"})"})
    EXPECT_FALSE(read_person(boost::json::parse(bad).as_object())) << bad;
}

TEST(Refusal, every_no_has_a_status_a_code_and_both_texts) {
  for (int i = 0; i <= static_cast<int>(No::not_saved); ++i) {
    const Error error = to_error({static_cast<No>(i), milliseconds(5)});
    EXPECT_GE(error.status, 400);
    EXPECT_FALSE(error.code.empty() || error.en.empty() || error.zh.empty());
    EXPECT_EQ(error.retry_after_ms, 5);
  }
}

}  // namespace
}  // namespace lyceum::room
