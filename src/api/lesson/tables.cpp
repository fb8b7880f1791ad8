#include "api/lesson/tables.hpp"

#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/lesson/note.hpp"
#include "api/view/view.hpp"
#include "base/text/csv.hpp"

namespace lyceum::api {
namespace {

using people::Account;
using Services = LessonServices;

std::string checkins_csv(const room::Room& room) {
  std::string table = "checkin,opened,question,person,name,role,time,answer\r\n";
  for (const auto& [n, kept] : room.checkins.all())
    for (const auto& entry : kept.entries) {
      table += csv_field(std::to_string(n)) + ',' + csv_field(format_time(kept.t)) + ',' +
               csv_field(kept.question) + ',' + csv_field(entry.who.id.str()) + ',' +
               csv_field(entry.who.name) + ',' + csv_field(role_name(entry.who.role)) + ',' +
               csv_field(format_time(entry.t)) + ',' + csv_field(entry.answer) + "\r\n";
    }
  return table;
}

Reply checkins(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(const auto table, co_await s.rooms.look(id, checkins_csv));
  co_await note(s, me.id, request.remote, "lesson.export_checkins", id.str());
  auto response = net::text_response(200, "text/csv; charset=utf-8", table);
  response.headers.add("Content-Disposition", "attachment; filename=\"checkins-" + id.str() + ".csv\"");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

void add_table_routes(net::Router& router, Door& door, Services s) {
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/checkins.csv", mine(checkins));
}

}  // namespace lyceum::api
