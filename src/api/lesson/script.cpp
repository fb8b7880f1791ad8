#include "api/lesson/script.hpp"

#include "api/json/decode.hpp"
#include "api/lesson/room.hpp"
#include "lesson/lesson/refusal.hpp"

namespace lyceum::api {

struct RoomCall {
  std::string room_id;
  std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(RoomCall, (), (room_id, message))

namespace {

using people::Account;
using Services = LessonServices;

// JSON, or a form (application/x-www-form-urlencoded), whose fields are read like a query.
Result<RoomCall> read_call(net::Request& request) {
  if (!request.header("Content-Type").value_or("").starts_with("application/x-www-form-urlencoded"))
    return decode<RoomCall>(request.body);
  net::Request form;
  form.query_string = request.body;
  auto room = form.query("room_id");
  if (!room) return Failure(bad_field("room_id", "required"));
  return RoomCall{std::move(*room), form.query("message")};
}

net::Response success() { return net::json_response(200, R"({"status":"success"})"); }

// A number that names a lesson is that lesson; everything else is a room's name.
Task<Result<lesson::Lesson>> room_of(Services s, Account me, std::string room_id, bool make) {
  if (const auto id = LessonId::parse(room_id)) {
    auto lesson = co_await s.desk.get(*id);
    if (lesson || lesson.error().code != lesson::refuse(lesson::Refusal::lesson_not_found).code)
      co_return std::move(lesson);
  }
  if (make) co_return co_await s.desk.named_room(std::move(me), std::move(room_id), true);
  co_return co_await s.desk.find_named_room(std::move(me), std::move(room_id));
}

// Starting what is live already, or stopping what has ended, is what the script wanted.
Reply move(Services s, net::Request& request, Account me, lesson::Move to) {
  LYCEUM_CO_TRY(auto call, read_call(request));
  const bool starting = to == lesson::Move::start;
  LYCEUM_CO_TRY(const auto lesson, co_await room_of(s, me, std::move(call.room_id), starting));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(lesson.id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  const auto done = starting ? lesson::State::live : lesson::State::ended;
  if (lesson.state != done) LYCEUM_CO_CHECK(co_await s.classes.move(std::move(me), lesson.id, to));
  co_return success();
}

Reply message(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto call, read_call(request));
  if (!call.message) co_return Failure(bad_field("message", "required"));
  LYCEUM_CO_TRY(const auto lesson, co_await room_of(s, me, std::move(call.room_id), false));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(lesson.id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::speak));
  auto who = member(standing, me, *s.settings.now());
  LYCEUM_CO_CHECK(co_await s.rooms.say(lesson.id, std::move(who), std::move(*call.message)));
  co_return success();
}

}  // namespace

void add_script_routes(net::Router& router, Door& door, Services s) {
  const auto moves = [&](lesson::Move to) {
    return door.signed_in([s, to](net::Request& r, Account a) { return move(s, r, std::move(a), to); });
  };
  router.add("POST", "/start", moves(lesson::Move::start));
  router.add("POST", "/stop", moves(lesson::Move::stop));
  router.add("POST", "/message",
             door.signed_in([s](net::Request& r, Account a) { return message(s, r, std::move(a)); }));
}

}  // namespace lyceum::api
