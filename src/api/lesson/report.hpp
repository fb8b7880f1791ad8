// What a class was like, for its staff.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"
#include "insight/report/report_desk.hpp"

namespace lyceum::api {

void add_report_route(net::Router& router, Door& door, LessonServices services, insight::ReportDesk& reports);

}  // namespace lyceum::api
