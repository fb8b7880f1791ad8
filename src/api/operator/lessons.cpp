// All lessons of the site, as an operator looks for them.
#include "api/lesson/lessons.hpp"

#include "api/json/decode.hpp"
#include "api/operator/services.hpp"
#include "api/view/view.hpp"
#include "people/account/rules.hpp"

namespace lyceum::api {

struct DeclineForm {
  std::string why;
};
BOOST_DESCRIBE_STRUCT(DeclineForm, (), (why))

namespace {

namespace json = boost::json;
using people::Account;
using Services = OperatorServices;

Result<lesson::LessonQuery> read_query(const net::Request& request) {
  lesson::LessonQuery query;
  LYCEUM_TRY(query.limit, limit_param(request));
  query.after = request.query("after").value_or("");
  query.sees_all = true;
  query.waiting = request.query("waiting") == "1";
  query.search = people::search_form(request.query("search").value_or(""));
  if (const auto text = request.query("state"); text && !text->empty()) {
    query.state = lesson::parse_state(*text);
    if (!query.state) return Failure(bad_field("state", "scheduled, live or ended"));
  }
  if (const auto text = request.query("lecturer"); text && !text->empty()) {
    const auto lecturer = AccountId::parse(*text);
    if (!lecturer) return Failure(bad_field("lecturer", "an account's number"));
    query.lecturer = *lecturer;
  }
  return query;
}

Reply list(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto query, read_query(request));
  LYCEUM_CO_TRY(auto page, co_await s.lessons.desk.list(std::move(query)));
  json::array items;
  for (auto& lesson : page.items) {
    auto view = co_await view_for(s.lessons, std::move(lesson), me.id, language_of(request));
    if (view) items.push_back(std::move(*view));  // else: it has just been deleted
  }
  co_return page_response(std::move(items), page.next);
}

Reply approve(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(auto reviewed, co_await s.lessons.desk.approve(std::move(me), id, request.remote));
  LYCEUM_CO_TRY(const auto view,
                co_await view_for(s.lessons, std::move(reviewed), caller, language_of(request)));
  co_return view_response(200, view);
}

Reply decline(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<DeclineForm>(request.body));
  const AccountId caller = me.id;
  LYCEUM_CO_TRY(auto reviewed,
                co_await s.lessons.desk.decline(std::move(me), id, std::move(form.why), request.remote));
  LYCEUM_CO_TRY(const auto view,
                co_await view_for(s.lessons, std::move(reviewed), caller, language_of(request)));
  co_return view_response(200, view);
}

}  // namespace

void add_operator_lesson_routes(net::Router& router, Door& door, Services s) {
  const auto operators = [&](auto call) {
    return door.operators([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/operator/lessons", operators(list));
  router.add("POST", "/api/v1/operator/lessons/{id}/approve", operators(approve));
  router.add("POST", "/api/v1/operator/lessons/{id}/decline", operators(decline));
}

}  // namespace lyceum::api
