#include "api/lesson/studio.hpp"

#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/lesson/note.hpp"
#include "api/lesson/obs_profile.hpp"
#include "api/lesson/stream_view.hpp"
#include "api/view/view.hpp"

#include <charconv>

namespace lyceum::api {

struct RotateForm {
  std::optional<bool> at_once;
};
BOOST_DESCRIBE_STRUCT(RotateForm, (), (at_once))

namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

// The host people reach this site by, without its port: where their encoder finds RTMP.
std::string host_of(const net::Request& request, const std::string& setting) {
  std::string url = public_url(request, setting);
  url.erase(0, url.find("://") + 3);
  const auto bracket = url.find(']');  // [::1]:8080
  const auto colon = url.find(':', bracket == url.npos ? 0 : bracket);
  return url.substr(0, colon);
}

std::string rtmp_server(const net::Request& request, Services s) {
  return "rtmp://" + host_of(request, s.public_url) + ":" + std::to_string(s.rtmp_port) + "/live";
}

net::Response ingest_response(const net::Request& request, Services s, const std::string& key) {
  const std::string server = rtmp_server(request, s);
  auto response =
      view_response(200, json::object{{"rtmp", server + "/" + key}, {"server", server}, {"key", key}});
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Reply ingest(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto key, co_await s.keys.key(std::move(me), id));
  co_return ingest_response(request, s, key);
}

Reply rotate(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  RotateForm form;
  if (!request.body.empty()) {
    LYCEUM_CO_TRY(form, decode<RotateForm>(request.body));
  }
  const std::chrono::seconds grace =
      form.at_once.value_or(false) ? std::chrono::seconds(0) : lesson::IngestKeys::kGrace;
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(const auto key, co_await s.keys.rotate(std::move(me), id, grace));
  co_await note(s, caller, request.remote, "lesson.key", id.str());
  co_return ingest_response(request, s, key);
}

Reply download_profile(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto key, co_await s.keys.key(std::move(me), id));
  const std::string name = "Lyceum-" + id.str();
  LYCEUM_CO_TRY(const auto zip, obs_profile(name, rtmp_server(request, s), key));
  auto response = net::text_response(200, "application/zip", zip);
  response.headers.add("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

// ?after=, a UNIX second; 0 when absent.
Result<std::int64_t> second_param(const net::Request& request) {
  const auto text = request.query("after");
  std::int64_t second = 0;
  if (!text) return second;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), second);
  if (error != std::errc() || end != text->data() + text->size() || second < 0 ||
      second >= std::int64_t{1} << 53)
    return Failure(bad_field("after", "a second"));
  return second;
}

Reply stream(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(const auto after, second_param(request));
  const auto language = net::preferred_language(request.header("Accept-Language"));
  const auto status = co_await s.classes.status(id);
  auto view = stream_view(status, language);
  view["series"] = series_view(status, after);
  view["recording_fault"] = fault_view(co_await recording_fault(s, id), language);
  view["viewers"] = s.rooms.people(id);
  view["now"] = format_time(s.clock.utc());
  co_return view_response(200, view);
}

}  // namespace

// Of a class that runs: a recording that cannot be read is one that does not grow, too.
Task<std::optional<Error>> recording_fault(Services s, LessonId id) {
  if (!s.recordings.enabled()) co_return std::nullopt;
  const auto look = [](const media::RecordingState& state) {
    return state.begun ? state.fault : std::optional<Error>();
  };
  auto found = co_await s.recordings.look(id, look);
  co_return found ? std::move(*found) : std::optional(found.error());
}

void add_studio_routes(net::Router& router, Door& door, Services s) {
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/ingest", mine(ingest));
  router.add("POST", "/api/v1/lessons/{id}/ingest/rotate", mine(rotate));
  router.add("GET", "/api/v1/lessons/{id}/ingest/obs-profile", mine(download_profile));
  router.add("GET", "/api/v1/lessons/{id}/stream", mine(stream));
}

}  // namespace lyceum::api
