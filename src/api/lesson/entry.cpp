#include "api/lesson/entry.hpp"

#include "api/lesson/forms.hpp"
#include "api/lesson/lessons.hpp"
#include "api/view/view.hpp"
#include "base/secret/random.hpp"
#include "lesson/lesson/refusal.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

constexpr std::int64_t kViewerMax = (std::int64_t{1} << 53) - 1;

net::Language language_of(const net::Request& request) {
  return net::preferred_language(request.header("Accept-Language"));
}

// Before the doors open only staff may see the picture: the studio's preview.
Result<void> may_see_stream(const lesson::Lesson& lesson, const money::Standing& standing) {
  LYCEUM_CHECK(standing.allow(money::Action::play));
  if (lesson.state == lesson::State::scheduled && !standing.may(money::Action::moderate))
    return Failure(lesson::refuse(lesson::Refusal::not_live));
  return {};
}

// For the operator who wonders what is still watched. It must not delay who watches, and every hour is
// enough.
void note_watched(Services s, LessonId lesson, std::optional<Utc> before) {
  const Utc now = s.clock.utc();
  if (before && now - *before < std::chrono::hours(1)) return;
  spawn([](Services services, LessonId id, Utc at) -> Task<void> {
    static_cast<void>(co_await services.replays.watched(id, at));
  }(s, lesson, now));
}

Reply playback(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto lesson, co_await s.desk.get(id));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(may_see_stream(lesson, standing));
  const money::Viewer viewer{id, caller.id(), ViewerId{random_between(1, kViewerMax)}, s.clock.utc()};
  const std::string path = "/" + s.viewer_tokens.issue(viewer) + "/" + id.str();
  json::object urls;
  if (lesson.kind == lesson::Kind::live)
    urls = {{"hls", "/hls" + path + "/index.m3u8"},
            {"flv", "/flv" + path + ".flv"},
            {"audio", "/hls" + path + "/audio.m3u8"}};
  const bool staff = standing.may(money::Action::moderate);
  LYCEUM_CO_TRY(const auto noted, co_await s.replays.find(id));
  const bool shown = noted && (!noted->hidden || staff);
  if (shown || lesson.state == lesson::State::live) urls["replay"] = "/replay" + path + "/index.m3u8";
  if (shown && !staff && lesson.state == lesson::State::ended) note_watched(s, id, noted->watched_at);
  if (shown && staff && lesson.state != lesson::State::live)
    urls["download"] = "/replay" + path + "/lesson-1.mp4";
  auto response = view_response(200, urls);
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

Reply enter(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<EnterForm>(request.body));
  const AccountId caller = me.id;
  if (form.password && !form.invite) {
    LYCEUM_CO_CHECK(co_await s.reception.enter_with_password(std::move(me), id, std::move(*form.password),
                                                             request.remote));
  } else if (form.invite && !form.password) {
    LYCEUM_CO_CHECK(
        co_await s.reception.enter_with_invite(std::move(me), id, std::move(*form.invite), request.remote));
  } else {
    co_return Failure(bad_field("body", "password or invite"));
  }
  LYCEUM_CO_TRY(auto lesson, co_await s.desk.get(id));
  LYCEUM_CO_TRY(auto view, co_await view_for(s, std::move(lesson), caller, language_of(request), true));
  co_return view_response(200, json::object{{"lesson", std::move(view)}});
}

Reply invites(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto all, co_await s.reception.invites(std::move(me), id));
  json::array items;
  for (const auto& invite : all) items.push_back(invite_view(invite, public_url(request, s.public_url)));
  co_return page_response(std::move(items), "");
}

Reply make_invite(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto form, decode<InviteForm>(request.body));
  const auto role = parse_role(form.role);
  if (!role) co_return Failure(lesson::refuse(lesson::Refusal::role_invalid));
  LYCEUM_CO_TRY(const auto invite, co_await s.reception.invite(std::move(me), id, *role));
  co_return view_response(201, invite_view(invite, public_url(request, s.public_url)));
}

Reply take_back(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  std::string code = request.param("code");
  LYCEUM_CO_CHECK(co_await s.reception.take_back(std::move(me), id, std::move(code)));
  co_return net::empty_response();
}

// What an invite is for, before anybody has signed in. Whoever has the code may know.
Reply look_at_invite(Services s, net::Request& request, Caller caller) {
  std::string code = request.param("code");
  LYCEUM_CO_TRY(const auto invite, co_await s.reception.look_at(std::move(code), request.remote));
  LYCEUM_CO_TRY(auto lesson, co_await s.desk.get(invite.lesson));
  LYCEUM_CO_TRY(auto view, co_await view_for(s, std::move(lesson), caller.id(), language_of(request), true));
  co_return view_response(200, json::object{{"role", role_name(invite.role)},
                                            {"used", invite.used_by.has_value()},
                                            {"lesson", std::move(view)}});
}

Reply staff(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto all, co_await s.reception.members(std::move(me), id));
  json::array items;
  for (const auto& member : all) items.push_back(member_view(member));
  co_return page_response(std::move(items), "");
}

Reply remove_staff(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  const auto account = AccountId::parse(request.param("account"));
  if (!account) co_return Failure(lesson::refuse(lesson::Refusal::member_not_found));
  LYCEUM_CO_CHECK(co_await s.reception.remove_member(std::move(me), id, *account));
  co_return net::empty_response();
}

}  // namespace

void add_entry_routes(net::Router& router, Door& door, Services s) {
  const auto open = [&](auto call) {
    return door.open([s, call](net::Request& r, Caller c) { return call(s, r, std::move(c)); });
  };
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/playback", open(playback));
  router.add("POST", "/api/v1/lessons/{id}/access", mine(enter));
  router.add("GET", "/api/v1/lessons/{id}/invites", mine(invites));
  router.add("POST", "/api/v1/lessons/{id}/invites", mine(make_invite));
  router.add("DELETE", "/api/v1/lessons/{id}/invites/{code}", mine(take_back));
  router.add("GET", "/api/v1/invites/{code}", open(look_at_invite));
  router.add("GET", "/api/v1/lessons/{id}/staff", mine(staff));
  router.add("DELETE", "/api/v1/lessons/{id}/staff/{account}", mine(remove_staff));
}

}  // namespace lyceum::api
