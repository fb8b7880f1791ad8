// One account as an operator sees it: looked at, blocked, opened again.
#include "api/json/decode.hpp"
#include "api/operator/services.hpp"
#include "api/view/view.hpp"
#include "base/log/log.hpp"

namespace lyceum::api {

struct BlockForm {
  std::string why;
};
BOOST_DESCRIBE_STRUCT(BlockForm, (), (why))

namespace {

using people::Account;
using Services = OperatorServices;

Reply get(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(const auto account, co_await s.accounts.look_at(std::move(me), id));
  co_return view_response(200, account_view_for_operator(account));
}

// The classes that a blocked lecturer has running are cut, with the same words.
Task<Result<void>> cut_classes_of(Services s, Account by, AccountId lecturer, std::string why,
                                  std::string address) {
  lesson::LessonQuery query;
  query.state = lesson::State::live;
  query.lecturer = lecturer;
  query.sees_all = true;
  query.limit = 200;
  LYCEUM_CO_TRY(const auto page, co_await s.lessons.desk.list(std::move(query)));
  for (const auto& lesson : page.items)
    if (auto cut = co_await s.lessons.classes.cut(by, lesson.id, why, address); !cut)
      log_warning("class of a blocked account not cut",
                  {{"lesson", lesson.id.str()}, {"code", std::string(cut.error().code)}});
  co_return Result<void>();
}

Reply block(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(auto form, decode<BlockForm>(request.body));
  LYCEUM_CO_TRY(const auto account, co_await s.accounts.block(me, id, std::move(form.why), request.remote));
  s.changes.access_changed({}, id);
  LYCEUM_CO_CHECK(co_await cut_classes_of(s, std::move(me), id, account.blocked_why, request.remote));
  co_return view_response(200, account_view_for_operator(account));
}

Reply unblock(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(const auto account, co_await s.accounts.unblock(std::move(me), id, request.remote));
  s.changes.access_changed({}, id);
  co_return view_response(200, account_view_for_operator(account));
}

}  // namespace

void add_operator_people_routes(net::Router& router, Door& door, Services s) {
  const auto operators = [&](auto call) {
    return door.operators([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/accounts/{id}", operators(get));
  router.add("POST", "/api/v1/accounts/{id}/block", operators(block));
  router.add("DELETE", "/api/v1/accounts/{id}/block", operators(unblock));
}

}  // namespace lyceum::api
