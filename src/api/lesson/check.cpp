#include "api/lesson/check.hpp"

#include "api/json/time.hpp"
#include "api/lesson/stream_view.hpp"
#include "api/view/view.hpp"

#include <random>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

constexpr std::size_t piece_size = 1024 * 1024;

Task<Result<LessonId>> staff_s_lesson(Services s, const net::Request& request, AccountId who) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, who));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  co_return id;
}

// Nothing on the way can make it smaller. Made once, shared by all answers.
SharedBytes piece() {
  static const SharedBytes made = [] {
    std::mt19937 random(20'260'101);  // NOLINT: the same every time, and no secret
    Bytes bytes(piece_size);
    for (auto& each : bytes) each = static_cast<std::uint8_t>(random());
    return SharedBytes(std::move(bytes));
  }();
  return made;
}

Reply facts(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(co_await staff_s_lesson(s, request, me.id));
  const auto space = s.recordings.space();
  json::value free_mb = nullptr;
  if (space) free_mb = *space / 1'000'000;
  const json::object view{
      {"now", format_time(s.clock.utc())}, {"recorded", s.recordings.enabled()}, {"free_mb", free_mb}};
  auto response = view_response(200, view);
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

Reply download(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(co_await staff_s_lesson(s, request, me.id));
  net::Response response;
  response.headers.add("Content-Type", "application/octet-stream");
  response.headers.add("Cache-Control", "no-store");
  response.body.push_back(piece());
  co_return response;
}

Reply upload(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(co_await staff_s_lesson(s, request, me.id));
  co_return net::empty_response();
}

}  // namespace

void add_check_routes(net::Router& router, Door& door, LessonServices s) {
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  const auto admit_staff = [s, &door](net::Request& request) -> Task<Result<void>> {
    LYCEUM_CO_TRY(const auto caller, co_await door.who(request));
    LYCEUM_CO_CHECK(co_await staff_s_lesson(s, request, caller.id()));
    co_return Result<void>();
  };
  router.add("GET", "/api/v1/lessons/{id}/check", mine(facts));
  router.add("GET", "/api/v1/lessons/{id}/check/speed", mine(download));
  router.add("POST", "/api/v1/lessons/{id}/check/speed", mine(upload),
             {.body_max = piece_size, .admit = admit_staff});
}

}  // namespace lyceum::api
