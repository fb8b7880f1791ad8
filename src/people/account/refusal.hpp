// Why something about accounts was refused.
#pragma once

#include "base/result/error.hpp"

#include <chrono>

namespace lyceum::people {

enum class Refusal {
  sign_in,                // 401 nobody is signed in
  wrong_credentials,      // 401 login or password, deliberately not which
  wrong_password,         // 403 the account's own password, asked again before something grave
  too_many_attempts,      // 429 wait retry_after_ms
  busy,                   // 429 too many passwords are being checked
  login_invalid,          // 422
  login_taken,            // 409
  name_invalid,           // 422
  password_short,         // 422
  password_long,          // 422
  password_common,        // 422
  terms_needed,           // 422
  not_allowed,            // 403
  account_not_found,      // 404
  link_invalid,           // 410 a one-time link that is used, too old or was never given out
  setup_done,             // 409 there is an operator already
  last_operator,          // 409 the site must keep one
  lesson_live,            // 409 an account cannot be deleted while its class is running
  blocked,                // 403 an operator shut the account; Error::words says why
  reason_invalid,         // 422
  own_account,            // 409 nobody blocks themselves
  applications_closed,    // 409 this site takes no applications to teach
  teaches_already,        // 409
  application_pending,    // 409
  application_not_found,  // 404 nothing waits
  application_words,      // 422 10 to 500 characters
};

Error refuse(Refusal why, std::chrono::milliseconds retry_after = {});

}  // namespace lyceum::people
