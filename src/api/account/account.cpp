#include "api/account/account.hpp"

#include "api/account/forms.hpp"
#include "api/view/view.hpp"
#include "people/account/refusal.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = AccountServices;

net::Response signed_in_response(const net::Request& request, int status, const people::SignedIn& who) {
  auto response =
      view_response(status, json::object{{"account", account_view(who.account)}, {"token", who.token}});
  set_session_cookie(response, request, who.token);
  return response;
}

Reply site(Services s, net::Request&, Caller) {
  LYCEUM_CO_TRY(const bool setup_needed, co_await s.registrar.setup_needed());
  const auto now = s.settings.now();
  json::value logo = nullptr;
  if (now->text("logo") != "0") logo = "/api/v1/site/logo?v=" + now->text("logo");
  const json::object view{{"name", now->text("name")},
                          {"logo_url", std::move(logo)},
                          {"home_line", now->text("home_line")},
                          {"footer", now->text("footer")},
                          {"icp", now->text("icp")},
                          {"police", now->text("police")},
                          {"own_terms", !now->text("terms").empty()},
                          {"own_privacy", !now->text("privacy").empty()},
                          {"version", s.site.version},
                          {"setup_needed", setup_needed},
                          {"who_teaches", now->text("who_teaches")},
                          {"everybody_teaches", now->who_teaches() == site::WhoTeaches::everybody},
                          {"review_lessons", now->flag("review_lessons")},
                          {"open_registration", now->flag("open_registration")},
                          {"terms_version", now->text("terms_version")},
                          {"rtmp_port", s.site.rtmp_port},
                          {"languages", {"zh-CN", "en"}}};
  co_return view_response(200, view);
}

Reply set_up(Services s, net::Request& request, Caller) {
  LYCEUM_CO_TRY(auto form, decode<SetupForm>(request.body));
  people::Registration registration{std::move(form.login), std::move(form.password), std::move(form.name),
                                    s.settings.now()->text("terms_version")};
  LYCEUM_CO_TRY(const auto who, co_await s.registrar.set_up(std::move(form.token), std::move(registration)));
  co_return signed_in_response(request, 201, who);
}

// A call that names no version agrees to the present one: openapi.json says so beside the call.
Reply register_account(Services s, net::Request& request, Caller caller) {
  const auto now = s.settings.now();
  if (!now->flag("open_registration") && !(caller.account && caller.account->is_operator))
    co_return Failure(people::refuse(people::Refusal::not_allowed));
  LYCEUM_CO_TRY(auto form, decode<RegistrationForm>(request.body));
  people::Registration registration{std::move(form.login), std::move(form.password), std::move(form.name),
                                    form.terms_version.value_or(now->text("terms_version"))};
  LYCEUM_CO_TRY(const auto who, co_await s.registrar.register_account(std::move(registration)));
  co_return signed_in_response(request, 201, who);
}

Reply sign_in(Services s, net::Request& request, Caller) {
  LYCEUM_CO_TRY(auto form, decode<SignInForm>(request.body));
  LYCEUM_CO_TRY(const auto who,
                co_await s.sign_in.sign_in(std::move(form.login), std::move(form.password), request.remote));
  co_return signed_in_response(request, 200, who);
}

Reply sign_out(Services s, net::Request& request, Caller caller) {
  if (!caller.token.empty()) LYCEUM_CO_CHECK(co_await s.sessions.close(std::move(caller.token)));
  auto response = net::empty_response();
  set_session_cookie(response, request, "");
  co_return response;
}

Reply rename(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto form, decode<NameForm>(request.body));
  LYCEUM_CO_TRY(const auto account, co_await s.desk.rename(me.id, std::move(form.name)));
  co_return view_response(200, account_view(account));
}

Reply erase(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto form, decode<PasswordForm>(request.body));
  LYCEUM_CO_CHECK(co_await s.desk.erase(me.id, std::move(form.password)));
  s.changes.access_changed({}, me.id);
  auto response = net::empty_response();
  set_session_cookie(response, request, "");
  co_return response;
}

Reply change_password(Services s, net::Request& request, Caller caller) {
  if (!caller.account) co_return Failure(people::refuse(people::Refusal::sign_in));
  LYCEUM_CO_TRY(auto form, decode<PasswordChangeForm>(request.body));
  LYCEUM_CO_CHECK(co_await s.passwords.change(caller.account->id, std::move(form.old_password),
                                              std::move(form.new_password), std::move(caller.token)));
  co_return net::empty_response();
}

Reply redeem_reset(Services s, net::Request& request, Caller) {
  LYCEUM_CO_TRY(auto form, decode<ResetForm>(request.body));
  LYCEUM_CO_CHECK(co_await s.passwords.redeem_reset(std::move(form.token), std::move(form.new_password)));
  co_return net::empty_response();
}

Result<AccountId> account_param(const net::Request& request) {
  const auto id = AccountId::parse(request.param("id"));
  if (!id) return Failure(people::refuse(people::Refusal::account_not_found));
  return *id;
}

Reply issue_reset(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(const auto token, co_await s.passwords.issue_reset(std::move(me), id, request.remote));
  co_return view_response(
      201, json::object{{"url", public_url(request, s.site.public_url) + "/reset?token=" + token}});
}

Reply list(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const int limit, limit_param(request));
  people::AccountQuery query{request.query("search").value_or(""), limit,
                             request.query("after").value_or("")};
  LYCEUM_CO_TRY(const auto page, co_await s.desk.list(std::move(me), std::move(query)));
  json::array items;
  for (const auto& account : page.items) items.push_back(account_view_for_operator(account));
  co_return page_response(std::move(items), page.next);
}

Reply set_flags(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, account_param(request));
  LYCEUM_CO_TRY(const auto form, decode<FlagsForm>(request.body));
  people::AccountFlags flags{form.operator_, form.lecturer};
  LYCEUM_CO_TRY(const auto account, co_await s.desk.set_flags(std::move(me), id, flags, request.remote));
  s.changes.access_changed({}, id);
  co_return view_response(200, account_view_for_operator(account));
}

}  // namespace

void add_account_routes(net::Router& router, Door& door, AccountServices s) {
  const auto open = [&](auto call) {
    return door.open([s, call](net::Request& r, Caller c) { return call(s, r, std::move(c)); });
  };
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/site", open(site));
  router.add("POST", "/api/v1/setup", open(set_up));
  router.add("POST", "/api/v1/accounts", open(register_account));
  router.add("GET", "/api/v1/accounts", mine(list));
  router.add("PATCH", "/api/v1/accounts/{id}", mine(set_flags));
  router.add("POST", "/api/v1/accounts/{id}/password-reset", mine(issue_reset));
  router.add("POST", "/api/v1/password-resets", open(redeem_reset));
  router.add("POST", "/api/v1/sessions", open(sign_in));
  router.add("DELETE", "/api/v1/sessions/current", open(sign_out));
  router.add("GET", "/api/v1/me", mine([](Services, net::Request&, Account me) -> Reply {
               co_return view_response(200, account_view(me));
             }));
  router.add("PATCH", "/api/v1/me", mine(rename));
  router.add("DELETE", "/api/v1/me", mine(erase));
  router.add("POST", "/api/v1/me/password", open(change_password));
}

}  // namespace lyceum::api
