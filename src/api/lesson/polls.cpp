#include "api/lesson/polls.hpp"

#include "api/json/time.hpp"
#include "api/lesson/note.hpp"
#include "room/polls/table.hpp"

namespace lyceum::api {
namespace {

using people::Account;
using Services = LessonServices;

Reply polls_csv(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  const auto polls_of = [](const room::Room& room) { return room.polls; };
  LYCEUM_CO_TRY(const room::Polls polls, co_await s.rooms.look(id, polls_of));
  co_await note(s, me.id, request.remote, "lesson.export_polls", id.str());
  auto response = net::text_response(200, "text/csv; charset=utf-8", room::polls_csv(polls, format_time));
  response.headers.add("Content-Disposition", "attachment; filename=\"polls-" + id.str() + ".csv\"");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

void add_poll_route(net::Router& router, Door& door, Services s) {
  router.add("GET", "/api/v1/lessons/{id}/polls.csv",
             door.signed_in([s](net::Request& r, Account a) { return polls_csv(s, r, std::move(a)); }));
}

}  // namespace lyceum::api
