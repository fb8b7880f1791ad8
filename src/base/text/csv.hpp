// Tables for other programs (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace lyceum {

// A field in quotes. One that a spreadsheet would take for a formula (= + - @, tab) begins with an apostrophe
// (OWASP, CSV injection).
std::string csv_field(std::string_view text);

}  // namespace lyceum
