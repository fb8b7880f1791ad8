// GET /api/v1/lessons/{id}/polls.csv: what was answered in a class, for its staff.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_poll_route(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
