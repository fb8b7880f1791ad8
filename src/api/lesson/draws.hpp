// Draws that are over: their files, for whoever may enter the room, and their winners, for staff.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_draw_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
