// Calls of the studio: where to publish, and what arrives.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

void add_studio_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
