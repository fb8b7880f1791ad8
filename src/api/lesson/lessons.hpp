// Calls about lessons: plan, list, edit, cover, start and stop.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// Everything outlives the router.
void add_lesson_routes(net::Router& router, Door& door, LessonServices services);

// The caller's view of a lesson, with the people in its room now. Refusal: lesson_not_found, where it is not
// published for them; `invited`: who has an invite may know of it.
Task<Result<boost::json::object>> view_for(LessonServices services, lesson::Lesson lesson, AccountId caller,
                                           net::Language language, bool invited = false);

}  // namespace lyceum::api
