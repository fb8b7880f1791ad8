// Figures of a class for its staff while it runs: GET /lessons/{id}/insight; who was there, as a table; and
// for a learner what they were in: GET /me/learning.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"
#include "insight/attendance/attendance.hpp"
#include "insight/model/interaction.hpp"
#include "insight/report/report_desk.hpp"
#include "site/settings/settings.hpp"

namespace lyceum::api {

struct InsightServices {
  insight::ReportDesk& reports;
  insight::AttendanceRepository& attendance;
  const site::Settings& settings;
};

// As the site's settings say now.
insight::InteractionWeights weights_of(const site::Settings& settings);

void add_insight_routes(net::Router& router, Door& door, LessonServices services, InsightServices insight);
void add_learning_routes(net::Router& router, Door& door, LessonServices services, InsightServices insight);

}  // namespace lyceum::api
