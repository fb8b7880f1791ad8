// Slides and handouts of lessons: staff uploads and deletes them, who may see and hear the lesson gets
// handouts and pages.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// A file comes in pieces of at most lesson::kPieceMax bytes; what is acknowledged is on the disk.
void add_document_routes(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
