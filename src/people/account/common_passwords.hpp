// The passwords that guessers try first.
#pragma once

#include <string_view>

namespace lyceum::people {

// `folded`: NFKC case fold of the password.
bool is_common_password(std::string_view folded);

}  // namespace lyceum::people
