#include "api/lesson/lessons.hpp"

#include "api/json/time.hpp"
#include "api/lesson/forms.hpp"
#include "api/lesson/note.hpp"
#include "api/lesson/replay.hpp"
#include "api/lesson/thumbnail.hpp"
#include "api/lesson/upload.hpp"
#include "api/view/view.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

constexpr std::size_t kKindsMax = 3;

Result<Utc> read_time(std::string_view field, const std::string& text) {
  const auto time = parse_time(text);
  if (!time) return Failure(bad_field(field, "a time such as 2026-11-22T14:00:00Z"));
  return *time;
}

Result<AccessKind> read_access(const AccessForm& form) {
  const auto kind = parse_access_kind(form.kind);
  if (!kind) return Failure(bad_field("access", "kind is free, password or invite"));
  return *kind;
}

Result<lesson::Kind> read_kind(std::string_view text) {
  const auto kind = lesson::parse_kind(text);
  if (!kind) return Failure(bad_field("kind", "live, video or audio"));
  return *kind;
}

Reply answer(Services s, int status, lesson::Lesson lesson, const net::Request& request, AccountId caller) {
  const auto language = net::preferred_language(request.header("Accept-Language"));
  LYCEUM_CO_TRY(const auto view, co_await view_for(s, std::move(lesson), caller, language));
  co_return view_response(status, view);
}

Reply create(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto form, decode<LessonForm>(request.body));
  LYCEUM_CO_TRY(const auto kind, read_kind(form.kind.value_or("live")));
  lesson::Draft draft{.kind = kind,
                      .title = std::move(form.title),
                      .description = form.description.value_or(""),
                      .starts_at = {},
                      .access = {},
                      .password = {}};
  if (form.starts_at) {
    LYCEUM_CO_TRY(draft.starts_at, read_time("starts_at", *form.starts_at));
  }
  if (form.access) {
    LYCEUM_CO_TRY(draft.access, read_access(*form.access));
    draft.password = form.access->password.value_or("");
  }
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(auto made, co_await s.desk.create(std::move(me), std::move(draft)));
  co_return co_await answer(s, 201, std::move(made), request, caller);
}

Result<lesson::LessonQuery> read_query(const net::Request& request, const Caller& caller) {
  lesson::LessonQuery query;
  LYCEUM_TRY(query.limit, limit_param(request));
  query.after = request.query("after").value_or("");
  query.viewer = caller.id();
  query.sees_all = caller.account && caller.account->is_operator;
  if (const auto text = request.query("state")) {
    query.state = lesson::parse_state(*text);
    if (!query.state) return Failure(bad_field("state", "scheduled, live or ended"));
  }
  for (std::string rest = request.query("kind").value_or(""); !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    LYCEUM_TRY(const auto kind, read_kind(rest.substr(0, comma)));
    if (query.kinds.size() == kKindsMax) return Failure(bad_field("kind", "each once"));
    query.kinds.push_back(kind);
    rest.erase(0, comma + 1);
  }
  if (request.query("mine") == "1") query.lecturer = caller.id();
  return query;
}

Reply list(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(auto query, read_query(request, caller));
  if (request.query("mine") == "1" && !caller.account) co_return page_response({}, "");
  LYCEUM_CO_TRY(auto page, co_await s.desk.list(std::move(query)));
  const auto language = net::preferred_language(request.header("Accept-Language"));
  json::array items;
  for (auto& lesson : page.items) {
    LYCEUM_CO_TRY(auto view, co_await view_for(s, std::move(lesson), caller.id(), language));
    items.push_back(std::move(view));
  }
  co_return page_response(std::move(items), page.next);
}

Reply get(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto lesson, co_await s.desk.get(id));
  co_return co_await answer(s, 200, std::move(lesson), request, caller.id());
}

Reply edit(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<LessonChangeForm>(request.body));
  if (form.kind) {
    LYCEUM_CO_TRY(const auto kind, read_kind(*form.kind));
    LYCEUM_CO_TRY(const auto known, co_await s.desk.get(id));
    if (known.kind != kind) co_return Failure(bad_field("kind", "it stays what it is"));
  }
  lesson::Change change{.title = std::move(form.title),
                        .description = std::move(form.description),
                        .starts_at = {},
                        .access = {},
                        .password = {}};
  if (form.starts_at.given) {
    change.starts_at.emplace();
    if (form.starts_at.value) {
      LYCEUM_CO_TRY(*change.starts_at, read_time("starts_at", *form.starts_at.value));
    }
  }
  if (form.access) {
    LYCEUM_CO_TRY(change.access, read_access(*form.access));
    change.password = std::move(form.access->password);
  }
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(auto changed, co_await s.desk.edit(std::move(me), id, std::move(change)));
  co_return co_await answer(s, 200, std::move(changed), request, caller);
}

Reply remove(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  const AccountId caller = me.id;
  LYCEUM_CO_CHECK(co_await s.desk.remove(std::move(me), id));
  s.rooms.close(id);
  spawn(s.uploads.drop(id));
  spawn(s.documents.drop(id));
  co_await note(s, caller, request.remote, "lesson.delete", id.str());
  co_return net::empty_response();
}

Reply move(Services s, net::Request& request, Account me, lesson::Move move) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  const AccountId caller = me.id;
  const bool operates = me.is_operator;
  LYCEUM_CO_TRY(auto moved, co_await s.classes.move(std::move(me), id, move));
  if (operates && move == lesson::Move::stop && moved.lecturer != caller)
    co_await note(s, caller, request.remote, "lesson.stop", id.str());
  co_return co_await answer(s, 200, std::move(moved), request, caller);
}

Reply put_cover(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  const AccountId caller = me.id;
  const ByteView picture = as_bytes(request.body);
  Bytes copy(picture.begin(), picture.end());
  LYCEUM_CO_TRY(auto changed, co_await s.desk.put_cover(std::move(me), id, std::move(copy)));
  co_return co_await answer(s, 200, std::move(changed), request, caller);
}

// The address carries a version (?v=), so the picture may be kept.
Reply cover(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::see));
  LYCEUM_CO_TRY(auto cover, co_await s.desk.cover(id));
  net::Response response;
  response.headers.add("Content-Type", std::string(cover.type));
  response.headers.add("Cache-Control", "public, max-age=86400");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body.push_back(SharedBytes(std::move(cover.bytes)));
  co_return response;
}

Reply proposed_cover(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto cover, co_await s.desk.proposed_cover(std::move(me), id));
  net::Response response;
  response.headers.add("Content-Type", std::string(cover.type));
  response.headers.add("Cache-Control", "private, max-age=3600");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body.push_back(SharedBytes(std::move(cover.bytes)));
  co_return response;
}

}  // namespace

Task<Result<json::object>> view_for(Services s, lesson::Lesson lesson, AccountId caller,
                                    net::Language language, bool invited) {
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(lesson.id, caller));
  if (!invited) LYCEUM_CO_CHECK(standing.allow(money::Action::see));
  const auto people = lesson.state == lesson::State::live ? s.rooms.people(lesson.id) : 0;
  auto view = lesson_view(lesson, standing, people);
  view["thumbnail_url"] = thumbnail_url(s, lesson, standing);
  const bool staff = standing.may(money::Action::moderate);
  LYCEUM_CO_TRY(view["replay"], co_await replay_facts(s, lesson.id, staff));
  view["review"] = staff ? review_view(lesson) : nullptr;
  view["upload"] = nullptr;
  if (staff && lesson.kind != lesson::Kind::live) {
    LYCEUM_CO_TRY(const auto upload, co_await s.uploads.find(caller, lesson.id));
    view["upload"] = upload_view(s, upload, language);
  }
  co_return view;
}

void add_lesson_routes(net::Router& router, Door& door, Services s) {
  const auto open = [&](auto call) {
    return door.open([s, call](net::Request& r, Caller c) { return call(s, r, std::move(c)); });
  };
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  const auto moves = [&](lesson::Move to) {
    return door.signed_in([s, to](net::Request& r, Account a) { return move(s, r, std::move(a), to); });
  };
  // Who may not change the lesson gets the refusal before two megabytes are held.
  const auto admit_owner = [s, &door](net::Request& request) -> Task<Result<void>> {
    LYCEUM_CO_TRY(const auto caller, co_await door.who(request));
    LYCEUM_CO_TRY(const auto id, lesson_param(request));
    LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
    co_return standing.allow(money::Action::own);
  };
  router.add("GET", "/api/v1/lessons", open(list));
  router.add("POST", "/api/v1/lessons", mine(create));
  router.add("GET", "/api/v1/lessons/{id}", open(get));
  router.add("PATCH", "/api/v1/lessons/{id}", mine(edit));
  router.add("DELETE", "/api/v1/lessons/{id}", mine(remove));
  router.add("POST", "/api/v1/lessons/{id}/start", moves(lesson::Move::start));
  router.add("POST", "/api/v1/lessons/{id}/stop", moves(lesson::Move::stop));
  router.add("PUT", "/api/v1/lessons/{id}/cover", mine(put_cover),
             {.body_max = lesson::kCoverMax + 1, .admit = admit_owner});
  router.add("GET", "/api/v1/lessons/{id}/cover", open(cover));
  router.add("GET", "/api/v1/lessons/{id}/review/cover", mine(proposed_cover));
}

}  // namespace lyceum::api
