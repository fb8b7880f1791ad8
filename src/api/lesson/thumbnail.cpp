#include "api/lesson/thumbnail.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using Services = LessonServices;

Error no_thumbnail() {
  return {.status = 404,
          .code = "thumbnail_not_found",
          .en = "There is no picture of this lesson now.",
          .zh = "现在没有这节课的画面。",
          .detail = {}};
}

// Of a class that is live.
std::optional<media::LivePicture> find(Services s, const lesson::Lesson& lesson) {
  if (lesson.state != lesson::State::live) return std::nullopt;
  return s.pictures.find(lesson.id);
}

std::string version_of(const media::LivePicture& picture) {
  return std::to_string(utc_millis(picture.taken));
}

Reply thumbnail(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto lesson, co_await s.desk.get(id));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::play));
  const auto picture = find(s, lesson);
  if (!picture) co_return Failure(no_thumbnail());
  const std::string etag = "\"" + version_of(*picture) + "\"";
  net::Response response;
  response.headers.add("ETag", etag);
  // Until the next one may be there; never by a cache that others share.
  response.headers.add("Cache-Control",
                       "private, max-age=" + std::to_string(media::LivePictures::every.count()));
  if (request.header("If-None-Match") == etag) {
    response.status = 304;
    co_return response;
  }
  response.headers.add("Content-Type", "image/jpeg");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body.push_back(picture->jpeg);
  co_return response;
}

}  // namespace

json::value thumbnail_url(Services s, const lesson::Lesson& lesson, const money::Standing& standing) {
  if (!standing.may(money::Action::play)) return nullptr;
  const auto picture = find(s, lesson);
  if (!picture) return nullptr;
  return json::value("/api/v1/lessons/" + lesson.id.str() + "/thumbnail?v=" + version_of(*picture));
}

void add_thumbnail_route(net::Router& router, Door& door, Services s) {
  router.add("GET", "/api/v1/lessons/{id}/thumbnail", door.open([s](net::Request& request, Caller caller) {
    return thumbnail(s, request, std::move(caller));
  }));
}

}  // namespace lyceum::api
