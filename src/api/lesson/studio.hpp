// Calls of the studio: where to publish, and what arrives.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

#include <optional>

namespace lyceum::api {

void add_studio_routes(net::Router& router, Door& door, LessonServices services);

// Why the recording of a class that runs does not grow; nullopt: it does, or need not.
Task<std::optional<Error>> recording_fault(LessonServices services, LessonId lesson);

}  // namespace lyceum::api
