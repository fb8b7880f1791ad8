// What a login, a name and a password may be. Lengths count Unicode code points after normalisation.
#pragma once

#include "base/result/result.hpp"

#include <string>
#include <string_view>

namespace lyceum::people {

// NFKC case fold (Unicode TR 15, TR 31), so that no two logins look alike by case or width: 3 to 64 letters,
// digits and . _ - @ + . The result is what is stored and compared. Refusal: login_invalid.
Result<std::string> checked_login(std::string_view typed);

// NFC, outer spaces removed, 1 to 40 characters, none of them invisible or directional. Refusal:
// name_invalid.
Result<std::string> checked_name(std::string_view typed);

// 8 to 128 characters; no rules of composition (NIST SP 800-63B section 5.1.1.2), but neither one of the most
// common passwords nor the login itself. Returns the NFKC form, which is what is hashed. Refusals:
// password_short, password_long, password_common.
Result<std::string> checked_password(std::string_view typed, std::string_view login);

// Why an account is blocked, as its owner reads it: NFC, 1 to 200 characters on one line. Refusal:
// reason_invalid.
Result<std::string> checked_reason(std::string_view typed);

// The form in which a typed password is compared, whatever it is.
std::string normal_password(std::string_view typed);

// How text is folded for searching in lists: NFKC case fold.
std::string search_form(std::string_view text);

}  // namespace lyceum::people
