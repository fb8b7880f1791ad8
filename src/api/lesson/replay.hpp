// Replays: what is recorded of a lesson, how its lecturer shapes it, and the room's record that runs beside
// it.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_replay_routes(net::Router& router, Door& door, LessonServices services);

// The member `replay` of a lesson: null when there is none, or none for this person.
Task<Result<boost::json::value>> replay_facts(LessonServices services, LessonId lesson, bool staff);

}  // namespace lyceum::api
