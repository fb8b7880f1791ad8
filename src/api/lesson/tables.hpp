// What came of a room's tools, as tables for other programs (RFC 4180): for staff.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_table_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
