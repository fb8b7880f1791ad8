#include "room/screen/skeleton.hpp"

#include <cstdlib>
#include <memory>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace lyceum::room {
namespace {

constexpr char32_t first_han = 0x3400, last_han = 0x9FFF;

// ICU's rules for whole texts, asked about each character once: a traditional one that has one simplified
// form.
std::unordered_map<char32_t, char32_t> make_simplified() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) std::abort();  // ICU's data is part of the library
  std::unordered_map<char32_t, char32_t> simplified;
  for (char32_t c = first_han; c <= last_han; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    rules->transliterate(text);
    const auto to = static_cast<char32_t>(text.char32At(0));
    if (text.countChar32() == 1 && to != c) simplified.emplace(c, to);
  }
  return simplified;
}

char32_t simplified(char32_t c) {
  static const std::unordered_map<char32_t, char32_t> table = make_simplified();
  const auto found = table.find(c);
  return found == table.end() ? c : found->second;
}

bool is_han(char32_t c) { return c >= first_han && c <= last_han; }

const icu::Normalizer2& form(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  if (U_FAILURE(status)) std::abort();
  return *found;
}

// Calls back for each letter or digit that the character comes down to.
template <class Call>
void fold(UChar32 c, Call call) {
  if (c < 0x80) {
    if (u_isalnum(c)) call(static_cast<char32_t>(u_tolower(c)));
    return;
  }
  if (is_han(static_cast<char32_t>(c))) return call(simplified(static_cast<char32_t>(c)));
  static const icu::Normalizer2& folded = form(&icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& taken_apart = form(&icu::Normalizer2::getNFDInstance);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString parts =
      taken_apart.normalize(folded.normalize(icu::UnicodeString(c), status), status);
  if (U_FAILURE(status)) return;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
    if (const UChar32 part = parts.char32At(i); u_isalnum(part))
      call(is_han(static_cast<char32_t>(part)) ? simplified(static_cast<char32_t>(part))
                                               : static_cast<char32_t>(part));
}

}  // namespace

std::vector<SkeletonLetter> skeleton(std::string_view text) {
  std::vector<SkeletonLetter> letters;
  letters.reserve(text.size());
  bool apart = false;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t begin = at;
    UChar32 c = -1;
    U8_NEXT(text.data(), at, length, c);
    if (c < 0) continue;
    if (u_isUWhiteSpace(c)) apart = true;
    fold(c, [&](char32_t letter) {
      letters.push_back({letter, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), apart});
      apart = false;
    });
  }
  return letters;
}

bool is_written_without_spaces(char32_t letter) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(letter), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
      return true;
    default:
      return false;
  }
}

}  // namespace lyceum::room
