// The technical check before a class: what only the server knows, and a line to measure against.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// For the lesson's staff. The speed test moves pieces of a fixed size; how many is the browser's choice, and
// each is a request that anybody signed in with that right could make as well.
void add_check_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
