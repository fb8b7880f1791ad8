#include "api/lesson/studio.hpp"

#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/lesson/obs_profile.hpp"
#include "api/view/view.hpp"
#include "media/frame/codec_name.hpp"

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
  LYCEUM_CO_TRY(const auto key, co_await s.keys.rotate(std::move(me), id, grace));
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

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::value(text);
}

json::value video_view(const std::optional<media::VideoStats>& video) {
  if (!video) return nullptr;
  return {{"codec", media::codec_name(video->codec)},
          {"width", video->width},
          {"height", video->height},
          {"fps", video->fps},
          {"bitrate_kbps", video->bitrate_kbps},
          {"keyframe_interval_ms", video->keyframe_interval.count()},
          {"b_frames", video->b_frames}};
}

json::value audio_view(const std::optional<media::AudioStats>& audio) {
  if (!audio) return nullptr;
  return {{"codec", media::codec_name(audio->codec)},
          {"sample_rate", audio->sample_rate},
          {"channels", audio->channels},
          {"bitrate_kbps", audio->bitrate_kbps}};
}

Reply stream(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  const auto status = co_await s.classes.status(id);
  const auto language = net::preferred_language(request.header("Accept-Language"));
  json::array problems;
  for (const Error& problem : status.problems)
    problems.push_back(
        {{"code", problem.code}, {"message", language == net::Language::zh ? problem.zh : problem.en}});
  json::value refused = nullptr;
  if (status.refused) refused = {{"remote", status.refused->remote}, {"at", format_time(status.refused->at)}};
  const auto since = status.publishing ? std::optional(status.since) : std::nullopt;
  const json::object view{{"publishing", status.publishing},
                          {"encoder", text_or_null(status.publisher.encoder)},
                          {"remote", text_or_null(status.publisher.remote)},
                          {"protocol", text_or_null(status.publisher.protocol)},
                          {"since", time_or_null(since)},
                          {"video", video_view(status.stats.video)},
                          {"audio", audio_view(status.stats.audio)},
                          {"problems", std::move(problems)},
                          {"refused", std::move(refused)},
                          {"viewers", s.rooms.people(id)}};
  co_return view_response(200, view);
}

}  // namespace

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
