#include "api/lesson/draws.hpp"

#include "api/json/decode.hpp"
#include "api/lesson/note.hpp"
#include "api/view/view.hpp"
#include "base/secret/hex.hpp"
#include "room/draw/file.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

constexpr std::string_view suffix = ".json";

Error no_such_draw() { return to_error(room::Refusal{room::No::not_found}); }

// "12", or nothing that names a draw: 0.
Offset draw_named(std::string_view text) {
  const auto n = LessonId::parse(text);  // numbers of the same range
  return n ? static_cast<Offset>(n->value) : 0;
}

Result<std::string> file_text(const room::Room& room, LessonId lesson, Offset draw) {
  const auto* kept = room.draws.find(draw);
  if (kept == nullptr) return Failure(no_such_draw());
  if (kept->state == room::DrawState::open) return Failure(to_error(room::Refusal{room::No::draw_running}));
  return room::write_draw_file(room::file_of(lesson, draw, *kept));
}

// Oldest first. Draws are few (room/draw, draws_max).
json::array draws_of(const room::Room& room) {
  json::array items;
  for (const auto& [n, kept] : room.draws.all())
    items.push_back(json::object{{"draw", n},
                                 {"opened_at", utc_millis(kept.t)},
                                 {"prize", kept.rules.prize},
                                 {"state", room::draw_state_name(kept.state)},
                                 {"people", kept.told.people},
                                 {"won", kept.winners.size()}});
  return items;
}

Reply list(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::watch));
  LYCEUM_CO_TRY(auto items, co_await s.rooms.look(id, draws_of));
  co_return view_response(200, json::object{{"items", std::move(items)}});
}

Reply file(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::watch));
  std::string_view name = request.param("file");
  if (!name.ends_with(suffix)) co_return Failure(no_such_draw());
  name.remove_suffix(suffix.size());
  const Offset draw = draw_named(name);
  auto view = [id, draw](const room::Room& room) { return file_text(room, id, draw); };
  LYCEUM_CO_TRY(auto text, co_await s.rooms.look(id, std::move(view)));
  LYCEUM_CO_TRY(auto body, std::move(text));
  auto response = net::json_response(200, std::move(body));
  response.headers.add("Content-Disposition",
                       "attachment; filename=\"draw-" + id.str() + '-' + std::to_string(draw) + ".json\"");
  co_return response;
}

Result<json::array> winners_of(const room::Room& room, Offset draw) {
  const auto* kept = room.draws.find(draw);
  if (kept == nullptr) return Failure(no_such_draw());
  json::array items;
  for (const auto& winner : kept->winners) {
    json::value to = nullptr;
    if (const auto found = kept->addresses.find(winner.from.id); found != kept->addresses.end())
      to = {{"name", found->second.name}, {"phone", found->second.phone}, {"address", found->second.address}};
    items.push_back(json::object{{"account", {{"id", winner.from.id.str()}, {"name", winner.from.name}}},
                                 {"ticket", hex(winner.ticket)},
                                 {"to", std::move(to)}});
  }
  return items;
}

Reply winners(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  const Offset draw = draw_named(request.param("draw"));
  auto view = [draw](const room::Room& room) { return winners_of(room, draw); };
  LYCEUM_CO_TRY(auto seen, co_await s.rooms.look(id, std::move(view)));
  LYCEUM_CO_TRY(auto items, std::move(seen));
  co_await note(s, me.id, request.remote, "lesson.draw_addresses", id.str(), std::to_string(draw));
  auto response = view_response(200, json::object{{"items", std::move(items)}});
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

void add_draw_routes(net::Router& router, Door& door, Services s) {
  const auto open = [&](auto call) {
    return door.open([s, call](net::Request& r, Caller c) { return call(s, r, std::move(c)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/draws", open(list));
  router.add("GET", "/api/v1/lessons/{id}/draws/{file}", open(file));
  router.add("GET", "/api/v1/lessons/{id}/draws/{draw}/winners",
             door.signed_in([s](net::Request& r, Account a) { return winners(s, r, std::move(a)); }));
}

}  // namespace lyceum::api
