// Files of uploaded lessons: tus 1.0.0 (creation, termination, expiration), for the lesson's staff.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// One file at a time a lesson, in pieces of at most lesson::kPieceMax bytes; what is acknowledged is on the
// disk.
void add_upload_routes(net::Router& router, Door& door, LessonServices services);

// The member `upload` of a lesson: null when there is none, or for people who are not its staff.
boost::json::value upload_view(LessonServices services, const std::optional<lesson::Upload>& upload,
                               net::Language language);

}  // namespace lyceum::api
