// Calls about coming in: playback addresses, passwords, invites, staff.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_entry_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
