#include "room/word/text.hpp"

#include <cstdint>

namespace lyceum::room {
namespace {

// One code point at the front of `text`, taken off it. RFC 3629: no overlong forms, no surrogates, at most
// U+10FFFF.
std::optional<char32_t> take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead >= 0x80 && (lead < 0xC2 || lead > 0xF4)) return std::nullopt;
  if (text.size() < length) return std::nullopt;
  char32_t character = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return std::nullopt;
    character = (character << 6) | (byte(i) & 0x3FU);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (character < least[length] || character > 0x10FFFF) return std::nullopt;
  if (character >= 0xD800 && character <= 0xDFFF) return std::nullopt;
  text.remove_prefix(length);
  return character;
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 ||
         c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_line_break(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE001F);
}

}  // namespace

std::optional<std::string> clean_text(std::string_view text) {
  std::string clean;
  std::size_t end = 0;  // behind the last visible character
  while (!text.empty()) {
    const std::string_view before = text;
    const auto character = take_character(text);
    if (!character) return std::nullopt;
    if (is_space(*character)) {
      if (clean.empty()) continue;
      if (is_line_break(*character))
        clean += ' ';
      else
        clean += before.substr(0, before.size() - text.size());
    } else if (!is_control(*character)) {
      clean += before.substr(0, before.size() - text.size());
      end = clean.size();
    }
  }
  clean.resize(end);
  return clean;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80;
  return count;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (; end < text.size(); ++end)
    if ((static_cast<std::uint8_t>(text[end]) & 0xC0U) != 0x80 && count-- == 0) break;
  return text.substr(0, end);
}

}  // namespace lyceum::room
