// What people type, made fit to be shown: Unicode in UTF-8, counted in characters (code points), not in
// bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::room {

// Line breaks and tabs become spaces; control characters and marks that turn the reading direction of
// everything after them (bidi overrides) are dropped; spaces, visible or not, are trimmed from both ends.
// Nothing when `text` is not UTF-8.
std::optional<std::string> clean_text(std::string_view text);

// Precondition of both: `text` is UTF-8.
std::size_t count_characters(std::string_view text);
std::string_view first_characters(std::string_view text, std::size_t count);

}  // namespace lyceum::room
