#include "base/text/text.hpp"

#include <algorithm>
#include <cstdlib>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace lyceum {
namespace {

// -1: no more, or not UTF-8 (then `valid` is false).
struct Walk {
  std::string_view text;
  std::int32_t at = 0;
  bool valid = true;

  UChar32 next() {
    if (at >= static_cast<std::int32_t>(text.size())) return -1;
    UChar32 c = -1;
    U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
    if (c < 0) valid = false;
    return c;
  }
};

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  Walk walk{text};
  for (UChar32 c = walk.next(); c >= 0; c = walk.next())
    if (!predicate(c)) return false;
  return walk.valid;
}

std::optional<std::string> normalized(std::string_view text, const icu::Normalizer2* form,
                                      UErrorCode status) {
  if (U_FAILURE(status)) std::abort();  // ICU's data is part of the library
  if (!well_formed(text)) return std::nullopt;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                      status);
  if (U_FAILURE(status)) return std::nullopt;
  return result;
}

// Without the white space at both ends.
std::string trimmed(std::string_view text) {
  std::size_t begin = text.size(), end = 0;
  Walk walk{text};
  for (auto at = std::size_t{0};; at = static_cast<std::size_t>(walk.at)) {
    const UChar32 c = walk.next();
    if (c < 0) break;
    if (u_isUWhiteSpace(c)) continue;
    begin = std::min(begin, at);
    end = static_cast<std::size_t>(walk.at);
  }
  return begin < end ? std::string(text.substr(begin, end - begin)) : std::string();
}

bool printable(UChar32 c) {
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
      return false;
    default:
      break;
  }
  const auto direction = u_charDirection(c);
  return direction != U_LEFT_TO_RIGHT_EMBEDDING && direction != U_RIGHT_TO_LEFT_EMBEDDING &&
         direction != U_LEFT_TO_RIGHT_OVERRIDE && direction != U_RIGHT_TO_LEFT_OVERRIDE &&
         direction != U_POP_DIRECTIONAL_FORMAT && direction != U_LEFT_TO_RIGHT_ISOLATE &&
         direction != U_RIGHT_TO_LEFT_ISOLATE && direction != U_FIRST_STRONG_ISOLATE &&
         direction != U_POP_DIRECTIONAL_ISOLATE;
}

}  // namespace

bool well_formed(std::string_view text) {
  return text.size() < (1u << 30) && all(text, [](UChar32) { return true; });
}

std::optional<std::string> composed_text(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto result = normalized(text, icu::Normalizer2::getNFCInstance(status), status);
  if (result) result = trimmed(*result);
  return result;
}

std::optional<std::string> compatible_text(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalized(text, icu::Normalizer2::getNFKCInstance(status), status);
}

std::optional<std::string> folded_text(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalized(text, icu::Normalizer2::getNFKCCasefoldInstance(status), status);
}

std::size_t text_length(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
  return count;
}

bool one_line(std::string_view text) { return all(text, printable); }

bool many_lines(std::string_view text) {
  return all(text, [](UChar32 c) { return c == '\n' || c == '\t' || printable(c); });
}

bool visible(std::string_view text) {
  Walk walk{text};
  for (UChar32 c = walk.next(); c >= 0; c = walk.next())
    if (u_isgraph(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true;
  return false;
}

bool letters_digits_or(std::string_view text, std::string_view others) {
  return all(text, [&](UChar32 c) {
    if (c < 0x80 && others.find(static_cast<char>(c)) != std::string_view::npos) return true;
    const auto mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_L_MASK | U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ND_MASK)) != 0;
  });
}

}  // namespace lyceum
