#include "api/lesson/room.hpp"

#include "net/websocket/websocket.hpp"
#include "people/secret/throttle.hpp"

namespace lyceum::api {
namespace {

using Services = LessonServices;

// Nothing: the account is old enough, or has a place in this lesson.
std::optional<room::Newcomer> newcomer(const money::Standing& standing, const people::Account& account,
                                       const site::Site& site) {
  const std::chrono::hours limited(static_cast<int>(site.number("new_account_hours")));
  if (standing.admitted || limited.count() == 0) return std::nullopt;
  return room::Newcomer{account.created_at + limited, site.flag("new_account_review")};
}

room::Visitor visitor(const net::Request& request, const money::Standing& standing, const Caller& caller,
                      const site::Site& site) {
  room::Visitor visitor;
  if (caller.account) visitor.who = member(standing, *caller.account, site);
  const auto lang = request.query("lang");
  const bool zh = lang ? lang->starts_with("zh")
                       : net::preferred_language(request.header("Accept-Language")) == net::Language::zh;
  visitor.language = zh ? room::Language::zh : room::Language::en;
  visitor.resume =
      room::resume_point(request.query("epoch").value_or(""), request.query("after").value_or(""));
  return visitor;
}

// Staff has barred this address from the room, and it is not the person's own ban.
bool barred(Services s, const net::Request& request, LessonId lesson, const money::Standing& standing) {
  return standing.account && !standing.may(money::Action::moderate) &&
         !s.bars.admit(lesson, standing.account, people::throttle_address(request.remote));
}

// Nothing: they may come in.
std::optional<room::Farewell> why_not(Services s, const net::Request& request, LessonId lesson,
                                      const money::Standing& standing) {
  if (const auto why = standing.why_not(money::Action::watch))
    return why == money::AccessRefusal::sign_in ? room::Farewell::sign_in : room::Farewell::not_allowed;
  return barred(s, request, lesson, standing) ? std::optional(room::Farewell::barred) : std::nullopt;
}

// A browser cannot see why a handshake failed: who may not come in is let in and sent away with a close code.
Task<Result<net::WebSocketAcceptor>> enter(Services s, Door& door, net::Request& request) {
  LYCEUM_CO_TRY(const auto caller, co_await door.who(request, true));
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  net::WebSocketAcceptor acceptor;
  if (const auto farewell = why_not(s, request, id, standing)) {
    acceptor.accept = [&rooms = s.rooms, why = *farewell](std::unique_ptr<net::WebSocket> socket) {
      if (socket) rooms.turn_away(std::move(socket), why);
    };
  } else {
    acceptor.accept = [&rooms = s.rooms, id, who = visitor(request, standing, caller, *s.settings.now())](
                          std::unique_ptr<net::WebSocket> socket) mutable {
      if (socket) rooms.join(std::move(socket), id, std::move(who));
    };
  }
  co_return acceptor;
}

}  // namespace

room::Standing member(const money::Standing& standing, const people::Account& account,
                      const site::Site& site) {
  return {.person = room::Person{account.id, account.name, standing.role.value_or(Role::learner)},
          .may_speak = standing.may(money::Action::speak),
          .may_moderate = standing.may(money::Action::moderate),
          .newcomer = newcomer(standing, account, site)};
}

void add_room_route(net::Router& router, Door& door, Services s) {
  router.add_websocket("/api/v1/lessons/{id}/room", "lyceum.room.1",
                       [s, &door](net::Request& request) { return enter(s, door, request); });
}

}  // namespace lyceum::api
