// The picture of a class that runs, for the lesson's card: only to those who may watch it.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// GET /api/v1/lessons/{id}/thumbnail
void add_thumbnail_route(net::Router& router, Door& door, LessonServices services);

// The member `thumbnail_url` of a lesson: null when there is none, or none for this person.
boost::json::value thumbnail_url(LessonServices services, const lesson::Lesson& lesson,
                                 const money::Standing& standing);

}  // namespace lyceum::api
