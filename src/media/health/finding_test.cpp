#include "media/health/finding.hpp"

#include <set>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

TEST(Finding, every_kind_has_a_code_and_words_in_both_languages) {
  std::set<std::string_view> codes;
  for (std::size_t i = 0; i < finding_kinds; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    codes.insert(finding_code(kind));
    const FindingWords words = finding_words({.kind = kind, .a = 3, .b = 4});
    for (const std::string_view text :
         {std::string_view(words.en), std::string_view(words.zh), words.fix_en, words.fix_zh}) {
      EXPECT_FALSE(text.empty()) << finding_code(kind);
      EXPECT_EQ(text.find('{'), text.npos) << text;
    }
  }
  EXPECT_EQ(codes.size(), finding_kinds);
}

TEST(Finding, the_worst_come_first) {
  for (std::size_t i = 1; i < finding_kinds; ++i)
    EXPECT_LE(finding_level(static_cast<FindingKind>(i - 1)), finding_level(static_cast<FindingKind>(i)));
}

TEST(Finding, numbers_are_as_exact_as_people_need_them) {
  const auto starts = [](double a, std::string_view with) {
    return finding_words({.kind = FindingKind::key_frames_far_apart, .a = a}).zh.starts_with(with);
  };
  EXPECT_TRUE(starts(8.333, "每 8.3 秒"));
  EXPECT_TRUE(starts(9.98, "每 10 秒"));
  EXPECT_TRUE(starts(12.6, "每 13 秒"));
  EXPECT_EQ(finding_words({.kind = FindingKind::sound_drifts, .a = -120}).en,
            "Sound and picture drift apart, by 120 ms so far.");
  EXPECT_EQ(finding_words({.kind = FindingKind::few_pictures, .a = 11.2, .b = 30}).en,
            "Only 11 pictures a second arrive instead of 30; movement stutters.");
}

}  // namespace
}  // namespace lyceum::media
