// Keeping people out of a lesson: staff's calls (openapi.json).
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_ban_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
