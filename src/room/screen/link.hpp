// Does a text lead somewhere else?
#pragma once

#include <string_view>

namespace lyceum::room {

// An address with or without https://, also in full-width letters: "https://a.b", "www.a.b", "a.com/x". Not:
// "3.5", "e.g.", "main.cpp". Precondition: UTF-8.
bool has_link(std::string_view text);

}  // namespace lyceum::room
