// Why someone may not watch, speak or moderate.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::money {

enum class AccessRefusal {
  lesson_not_found,  // 404
  sign_in,           // 401
  must_buy,          // 402 (from the first paid kind of access on)
  password_needed,   // 403
  invite_needed,     // 403
  not_allowed,       // 403
  banned,            // 403
  token_invalid,     // 403 a media token that we did not make, or for another lesson
  token_expired,     // 403
  class_cut,         // 403 an operator of the site ended the class
  blocked,           // 403 an operator shut the account
};

Error refuse(AccessRefusal why);

}  // namespace lyceum::money
