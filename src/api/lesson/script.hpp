// The three-call API for other people's scripts: POST /start, /stop, /message with a room_id.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// room_id is a lesson's number, or a name: the first POST /start makes a room of that name, which is then its
// caller's. Form or JSON; the answer is {"status":"success"}.
void add_script_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
