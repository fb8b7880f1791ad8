// What was answered to oneself after a class.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_reply_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
