// What is left of a text when everything is taken away that people change to get past a list of words: width,
// case, accents, traditional or simplified characters, and signs, blanks and invisible marks in between.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lyceum::room {

struct SkeletonLetter {
  char32_t letter;      // folded; a letter or a digit
  std::uint32_t begin;  // of the character it comes from, in bytes of the text …
  std::uint32_t end;    // … and behind it
  bool apart = false;   // a blank stands between the letter before and this one
};

// Letters in order of the text. Precondition: `text` is UTF-8 and shorter than 2^31 bytes.
std::vector<SkeletonLetter> skeleton(std::string_view text);

// Han, kana, Thai and the like: words do not stand apart there. Hangul, Latin, Cyrillic …: they do.
bool is_written_without_spaces(char32_t letter);

}  // namespace lyceum::room
