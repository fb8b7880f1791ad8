#include "api/lesson/pictures.hpp"

#include "api/view/view.hpp"

#include <charconv>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

Reply add(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  const ByteView body = as_bytes(request.body);
  LYCEUM_CO_TRY(auto picture, lesson::checked_picture(Bytes(body.begin(), body.end())));
  LYCEUM_CO_TRY(const auto number, co_await s.room_pictures.add(id, std::move(picture)));
  co_return view_response(201, json::object{{"picture", number}});
}

// 0: no number of a picture.
std::int64_t number_param(const net::Request& request) {
  const std::string_view text = request.param("picture");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

// A number always means the same picture, so it may be kept.
Reply get(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::watch));
  LYCEUM_CO_TRY(auto picture, co_await s.room_pictures.find(id, number_param(request)));
  if (!picture) co_return Failure(refuse(lesson::PictureRefusal::picture_not_found));
  net::Response response;
  response.headers.add("Content-Type", std::string(picture->type));
  response.headers.add("Cache-Control", "private, max-age=86400");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body.push_back(SharedBytes(std::move(picture->bytes)));
  co_return response;
}

}  // namespace

void add_picture_routes(net::Router& router, Door& door, Services s) {
  // Who is no staff gets the refusal before a megabyte is held.
  const auto admit_staff = [s, &door](net::Request& request) -> Task<Result<void>> {
    LYCEUM_CO_TRY(const auto caller, co_await door.who(request));
    LYCEUM_CO_TRY(const auto id, lesson_param(request));
    LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
    co_return standing.allow(money::Action::moderate);
  };
  router.add("POST", "/api/v1/lessons/{id}/pictures",
             door.signed_in([s](net::Request& r, Account a) { return add(s, r, std::move(a)); }),
             {.body_max = lesson::kPictureMax + 1, .admit = admit_staff});
  router.add("GET", "/api/v1/lessons/{id}/pictures/{picture}",
             door.open([s](net::Request& r, Caller c) { return get(s, r, std::move(c)); }));
}

}  // namespace lyceum::api
