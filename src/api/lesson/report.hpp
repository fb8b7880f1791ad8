// What a class was like, for its staff.
#pragma once

#include "api/lesson/insight.hpp"

namespace lyceum::api {

void add_report_route(net::Router& router, Door& door, LessonServices services, InsightServices insight);

}  // namespace lyceum::api
