// The wall of classes that run now, and what an operator may do to one.
#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/lesson/lessons.hpp"
#include "api/lesson/stream_view.hpp"
#include "api/lesson/studio.hpp"
#include "api/operator/services.hpp"
#include "api/view/view.hpp"
#include "lesson/lesson/rules.hpp"

namespace lyceum::api {

struct WordsForm {
  std::string words;
};
BOOST_DESCRIBE_STRUCT(WordsForm, (), (words))

namespace {

namespace json = boost::json;
using people::Account;
using Services = OperatorServices;

constexpr int kWallMax = 100;

Task<Result<json::value>> card(Services s, lesson::Lesson lesson, AccountId me, net::Language language) {
  const LessonId id = lesson.id;
  LYCEUM_CO_TRY(auto view, co_await view_for(s.lessons, std::move(lesson), me, language));
  const auto status = co_await s.lessons.classes.status(id);
  auto stream = stream_view(status, language);
  const auto fault = co_await recording_fault(s.lessons, id);
  co_return json::value{{"lesson", std::move(view)},
                        {"publishing", stream["publishing"]},
                        {"since", stream["since"]},
                        {"back_by", stream["back_by"]},
                        {"encoder", stream["encoder"]},
                        {"bitrate_kbps", bitrate_kbps(status)},
                        {"findings", stream["findings"]},
                        {"problems", stream["problems"]},
                        {"recording_fault", fault_view(fault, language)}};
}

// At most a hundred: the ones that began last. `next` says that there are more.
Reply wall(Services s, net::Request& request, Account me) {
  lesson::LessonQuery query;
  query.state = lesson::State::live;
  query.sees_all = true;
  query.limit = kWallMax;
  query.after = request.query("after").value_or("");
  LYCEUM_CO_TRY(auto page, co_await s.lessons.desk.list(std::move(query)));
  const auto language = language_of(request);
  json::array items;
  for (auto& lesson : page.items) {
    auto shown = co_await card(s, std::move(lesson), me.id, language);
    if (shown) items.push_back(std::move(*shown));  // else: it has just gone
  }
  auto response = page_response(std::move(items), page.next);
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

Reply answer(Services s, const net::Request& request, lesson::Lesson lesson, AccountId me) {
  const auto language = language_of(request);
  LYCEUM_CO_TRY(const auto view, co_await view_for(s.lessons, std::move(lesson), me, language));
  co_return view_response(200, view);
}

Reply cut(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<WordsForm>(request.body));
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(auto over,
                co_await s.lessons.classes.cut(std::move(me), id, std::move(form.words), request.remote));
  co_return co_await answer(s, request, std::move(over), caller);
}

Reply uncut(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(auto lifted, co_await s.lessons.desk.uncut(std::move(me), id, request.remote));
  co_return co_await answer(s, request, std::move(lifted), caller);
}

Reply kick(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<WordsForm>(request.body));
  const AccountId caller = me.id;
  std::string words = form.words;
  LYCEUM_CO_CHECK(co_await s.lessons.classes.kick(std::move(me), id, std::move(form.words)));
  co_await note(s.lessons, caller, request.remote, "lesson.kick", id.str(), std::move(words));
  co_return net::empty_response();
}

// Empty words take the announcement away.
Reply announce(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<WordsForm>(request.body));
  LYCEUM_CO_CHECK(co_await s.lessons.desk.get(id));
  std::string words;
  if (!form.words.empty()) {
    LYCEUM_CO_TRY(words, lesson::checked_words(form.words));
  }
  std::string said = words;
  LYCEUM_CO_CHECK(co_await s.lessons.rooms.announce(id, std::move(words)));
  co_await note(s.lessons, me.id, request.remote, "lesson.announce", id.str(), std::move(said));
  co_return net::empty_response();
}

}  // namespace

void add_operator_live_routes(net::Router& router, Door& door, Services s) {
  const auto operators = [&](auto call) {
    return door.operators([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/operator/live", operators(wall));
  router.add("POST", "/api/v1/operator/lessons/{id}/cut", operators(cut));
  router.add("DELETE", "/api/v1/operator/lessons/{id}/cut", operators(uncut));
  router.add("POST", "/api/v1/operator/lessons/{id}/kick", operators(kick));
  router.add("POST", "/api/v1/operator/lessons/{id}/announcement", operators(announce));
}

}  // namespace lyceum::api
