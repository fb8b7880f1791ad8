// Pictures that staff uploads for what it shows in the room.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_picture_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
