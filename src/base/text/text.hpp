// Unicode text as people type it, made comparable and measurable (Unicode TR 15). UTF-8 in and out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

// NFC: the same text, one spelling; without spaces at both ends. nullopt: not UTF-8.
std::optional<std::string> composed_text(std::string_view text);
// NFKC: width and style are levelled too (Ａ → A). nullopt: not UTF-8.
std::optional<std::string> compatible_text(std::string_view text);
// NFKC case fold: for comparing names and searching. nullopt: not UTF-8.
std::optional<std::string> folded_text(std::string_view text);

// UTF-8, whatever it says.
bool well_formed(std::string_view text);

// Code points. Precondition: UTF-8.
std::size_t text_length(std::string_view text);

// What a one-line text must not hold: control characters, line ends, marks that turn the reading direction,
// private or unassigned code points. Precondition: UTF-8.
bool one_line(std::string_view text);
// The same, but line feeds and tabs are allowed.
bool many_lines(std::string_view text);
// At least one character that can be seen.
bool visible(std::string_view text);
// Only letters, their marks, digits and the ASCII characters of `others`.
bool letters_digits_or(std::string_view text, std::string_view others);

}  // namespace lyceum
