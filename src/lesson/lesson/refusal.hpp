// Why something about lessons was refused.
#pragma once

#include "base/result/error.hpp"

#include <chrono>

namespace lyceum::lesson {

enum class Refusal {
  lesson_not_found,    // 404
  may_not_teach,       // 403 only lecturers and operators make lessons
  title_invalid,       // 422
  description_long,    // 422
  starts_at_invalid,   // 422
  password_invalid,    // 422 the lesson's password: 1 to 64 characters
  already_live,        // 409
  lesson_over,         // 409
  not_live,            // 409
  live_not_deletable,  // 409
  cover_too_large,     // 413
  cover_type,          // 415
  cover_not_found,     // 404
  wrong_password,      // 403
  no_password,         // 409 the lesson does not ask for one
  too_many_attempts,   // 429
  invite_invalid,      // 403 unknown, used, taken back
  role_invalid,        // 422 an invite is for a learner, an assistant or a guest
  too_many_invites,    // 409
  member_not_found,    // 404
  room_name_invalid,   // 422
  bad_stream_key,      // 403
  not_a_class,         // 409 an uploaded lesson is not started or stopped, a live one takes no file
  class_cut,           // 403 an operator ended the class; Error::words says why
  not_cut,             // 409
  no_encoder,          // 409 nothing is being published
  words_invalid,       // 422 an operator's reason or announcement: 1 to 200 characters
  nothing_to_review,   // 409
  not_published,       // 409 an operator has to approve the lesson before its class can begin
};

Error refuse(Refusal why, std::chrono::milliseconds retry_after = {});

}  // namespace lyceum::lesson
