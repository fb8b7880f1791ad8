// Applications to teach: by the person, and as operators decide them.
#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/operator/services.hpp"
#include "api/view/view.hpp"

namespace lyceum::api {

struct ApplicationForm {
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ApplicationForm, (), (words))

struct AnswerForm {
  std::optional<std::string> answer;
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (answer))

namespace {

namespace json = boost::json;
using people::Account;
using Services = OperatorServices;

json::object application_view(const people::Application& application) {
  return {{"state", people::application_state_name(application.state)},
          {"words", application.words},
          {"answer", application.answer},
          {"asked_at", format_time(application.asked_at)},
          {"decided_at", time_or_null(application.decided_at)},
          {"seen", application.seen}};
}

json::object applicant_view(const people::Applicant& one) {
  return {{"account", account_view_for_operator(one.account)},
          {"application", application_view(one.application)}};
}

Reply mine(Services s, net::Request&, Account me) {
  LYCEUM_CO_TRY(const auto application, co_await s.teaching.of(me.id));
  json::value view = nullptr;
  if (application) view = application_view(*application);
  co_return view_response(200, json::object{{"application", std::move(view)}});
}

Reply apply(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto form, decode<ApplicationForm>(request.body));
  const bool open = s.settings.now()->who_teaches() == site::WhoTeaches::application;
  LYCEUM_CO_TRY(const auto made,
                co_await s.teaching.apply(std::move(me), std::move(form.words), open, request.remote));
  co_return view_response(201, application_view(made));
}

Reply seen(Services s, net::Request&, Account me) {
  LYCEUM_CO_CHECK(co_await s.teaching.seen(me.id));
  co_return net::empty_response();
}

Reply list(Services s, net::Request& request, Account me) {
  people::ApplicantQuery query;
  LYCEUM_CO_TRY(query.limit, limit_param(request));
  query.after = request.query("after").value_or("");
  query.waiting = request.query("decided") != "1";
  LYCEUM_CO_TRY(const auto page, co_await s.teaching.list(std::move(me), std::move(query)));
  json::array items;
  for (const auto& one : page.items) items.push_back(applicant_view(one));
  co_return page_response(std::move(items), page.next);
}

Reply approve(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(auto form, decode<AnswerForm>(request.body));
  LYCEUM_CO_TRY(const auto decided,
                co_await s.teaching.approve(std::move(me), id, form.answer.value_or(""), request.remote));
  s.changes.access_changed({}, id);
  co_return view_response(200, applicant_view(decided));
}

Reply decline(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(auto form, decode<AnswerForm>(request.body));
  LYCEUM_CO_TRY(const auto decided,
                co_await s.teaching.decline(std::move(me), id, form.answer.value_or(""), request.remote));
  co_return view_response(200, applicant_view(decided));
}

// What waits for an operator, for the numbers beside the navigation.
Reply waiting(Services s, net::Request&, Account) {
  LYCEUM_CO_TRY(const auto applications, co_await s.teaching.waiting());
  LYCEUM_CO_TRY(const auto lessons, co_await s.lessons.desk.waiting());
  co_return view_response(200, json::object{{"applications", applications}, {"lessons", lessons}});
}

}  // namespace

void add_application_routes(net::Router& router, Door& door, Services s) {
  const auto signed_in = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  const auto operators = [&](auto call) {
    return door.operators([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/me/application", signed_in(mine));
  router.add("POST", "/api/v1/me/application", signed_in(apply));
  router.add("POST", "/api/v1/me/application/seen", signed_in(seen));
  router.add("GET", "/api/v1/operator/waiting", operators(waiting));
  router.add("GET", "/api/v1/operator/applications", operators(list));
  router.add("POST", "/api/v1/operator/applications/{id}/approve", operators(approve));
  router.add("POST", "/api/v1/operator/applications/{id}/decline", operators(decline));
}

}  // namespace lyceum::api
