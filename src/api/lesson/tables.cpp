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

std::string offers_csv(const room::Room& room) {
  std::string table = "offer,title,link,people_reached,people_clicked\r\n";
  for (const auto& [n, kept] : room.offers.all())
    table += csv_field(std::to_string(n)) + ',' + csv_field(kept.content.title) + ',' +
             csv_field(kept.content.link) + ',' + csv_field(std::to_string(kept.seen.size())) + ',' +
             csv_field(std::to_string(kept.clicked.size())) + "\r\n";
  return table;
}

struct Table {
  std::string_view name;   // of the file
  std::string_view audit;  // what the log says
  std::string (*of)(const room::Room& room);
};
constexpr Table kCheckins{"checkins", "lesson.export_checkins", checkins_csv};
constexpr Table kOffers{"offers", "lesson.export_offers", offers_csv};

Reply get(Services s, net::Request& request, Account me, Table table) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(const auto text, co_await s.rooms.look(id, table.of));
  co_await note(s, me.id, request.remote, std::string(table.audit), id.str());
  auto response = net::text_response(200, "text/csv; charset=utf-8", text);
  response.headers.add("Content-Disposition",
                       "attachment; filename=\"" + std::string(table.name) + "-" + id.str() + ".csv\"");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

void add_table_routes(net::Router& router, Door& door, Services s) {
  for (const Table& table : {kCheckins, kOffers})
    router.add(
        "GET", "/api/v1/lessons/{id}/" + std::string(table.name) + ".csv",
        door.signed_in([s, table](net::Request& r, Account a) { return get(s, r, std::move(a), table); }));
}

}  // namespace lyceum::api
