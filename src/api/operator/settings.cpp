// What an operator sets, and what of it everybody gets: name, look, logo, texts.
#include "api/json/time.hpp"
#include "api/operator/services.hpp"
#include "api/operator/site_routes.hpp"
#include "api/view/view.hpp"
#include "base/image/image.hpp"
#include "people/account/refusal.hpp"
#include "site/look/look.hpp"

#include <boost/json.hpp>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = SettingServices;

json::object value_view(const site::Value& value) {
  json::value by = nullptr;
  if (value.set_by) by = value.set_by.str();
  return {{"value", value.text},
          {"source", value.source},
          {"set_at", time_or_null(value.set_at)},
          {"set_by", std::move(by)}};
}

net::Response answer(Services s) {
  const auto now = s.settings.now();
  json::object values;
  for (const site::Rule& rule : site::rules()) values[rule.key] = value_view(now->value(rule.key));
  return view_response(200, json::object{{"values", std::move(values)}, {"logo_url", logo_url(*now)}});
}

Reply get(Services s, net::Request&, Account) { co_return answer(s); }

// {"name":"…","footer":null}: null takes a value back to what it was without the operator.
Result<std::vector<site::SettingRepository::Change>> read_changes(std::string_view body) {
  LYCEUM_TRY(const auto parsed, parse_json(body));
  const auto* object = parsed.if_object();
  if (object == nullptr || object->empty()) return Failure(bad_field("body", "an object with settings"));
  std::vector<site::SettingRepository::Change> changes;
  for (const auto& member : *object) {
    std::string key(member.key());
    if (member.value().is_null())
      changes.emplace_back(std::move(key), std::nullopt);
    else if (const auto* text = member.value().if_string())
      changes.emplace_back(std::move(key), std::string(*text));
    else
      return Failure(bad_field("body", "texts or null"));
  }
  return changes;
}

Reply change(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto changes, read_changes(request.body));
  Actor actor{me.id, request.remote};
  LYCEUM_CO_CHECK(co_await s.settings.change(std::move(actor), std::move(changes), s.clock.utc()));
  co_return answer(s);
}

Reply put_logo(Services s, net::Request& request, Account me) {
  const ByteView sent = as_bytes(request.body);
  Bytes picture(sent.begin(), sent.end());
  Actor actor{me.id, request.remote};
  LYCEUM_CO_CHECK(co_await s.settings.put_logo(std::move(actor), std::move(picture), s.clock.utc()));
  co_return answer(s);
}

Reply remove_logo(Services s, net::Request& request, Account me) {
  Actor actor{me.id, request.remote};
  LYCEUM_CO_CHECK(co_await s.settings.remove_logo(std::move(actor), s.clock.utc()));
  co_return answer(s);
}

json::object shades_view(const site::Shades& shades) {
  return {{"accent", shades.accent.str()},
          {"strong", shades.strong.str()},
          {"soft", shades.soft.str()},
          {"on_accent", shades.on_accent.str()}};
}

// What a colour would become, before it is chosen.
Reply look(Services, net::Request& request, Account) {
  const auto chosen = site::parse_colour(request.query("accent").value_or(""));
  if (!chosen) co_return Failure(site::refuse(site::Refusal::colour_invalid));
  const site::Look look = site::look_of(*chosen);
  co_return view_response(200,
                          json::object{{"light", shades_view(look.light)}, {"dark", shades_view(look.dark)}});
}

// Addresses carry a version, so what is behind them may be kept.
net::Response kept(net::Response response) {
  response.headers.set("Cache-Control", "public, max-age=86400");
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

Reply logo(Services s, net::Request&, Caller) {
  LYCEUM_CO_TRY(auto picture, co_await s.settings.logo());
  LYCEUM_CO_TRY(const auto type, site::checked_logo(picture));
  net::Response response;
  response.headers.add("Content-Type", std::string(type));
  response.body.push_back(SharedBytes(std::move(picture)));
  co_return kept(std::move(response));
}

Reply style(Services s, net::Request&, Caller) {
  const auto chosen = site::parse_colour(s.settings.now()->text("accent"));
  const std::string css = chosen ? site::look_css(site::look_of(*chosen)) : std::string();
  co_return kept(net::text_response(200, "text/css; charset=utf-8", css));
}

Reply terms(Services s, net::Request&, Caller) {
  const auto now = s.settings.now();
  co_return view_response(200, json::object{{"version", now->text("terms_version")},
                                            {"terms", now->text("terms")},
                                            {"privacy", now->text("privacy")}});
}

}  // namespace

json::value logo_url(const site::Site& site) {
  const std::string& version = site.text("logo");
  if (version == "0") return nullptr;
  return json::value("/api/v1/site/logo?v=" + version);
}

SiteHead site_head(const site::Site& site) {
  SiteHead head{.name = site.text("name"), .icon = {}, .style = {}};
  if (const auto url = logo_url(site); url.is_string()) head.icon = url.get_string();
  if (!site.text("accent").empty()) head.style = "/api/v1/site/look.css?v=" + std::to_string(site.version());
  return head;
}

void add_setting_routes(net::Router& router, Door& door, Services s) {
  const auto open = [&](auto call) {
    return door.open([s, call](net::Request& r, Caller c) { return call(s, r, std::move(c)); });
  };
  const auto operators = [&](auto call) {
    return door.operators([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  // Who is no operator gets the refusal before half a megabyte is held.
  const auto admit_operator = [&door](net::Request& request) -> Task<Result<void>> {
    LYCEUM_CO_TRY(const auto caller, co_await door.who(request));
    if (!caller.account) co_return Failure(people::refuse(people::Refusal::sign_in));
    if (!caller.account->is_operator) co_return Failure(people::refuse(people::Refusal::not_allowed));
    co_return Result<void>();
  };
  router.add("GET", "/api/v1/operator/settings", operators(get));
  router.add("PATCH", "/api/v1/operator/settings", operators(change), {.body_max = 60 * 1024});
  router.add("PUT", "/api/v1/operator/settings/logo", operators(put_logo),
             {.body_max = site::kLogoMax + 1, .admit = admit_operator});
  router.add("DELETE", "/api/v1/operator/settings/logo", operators(remove_logo));
  router.add("GET", "/api/v1/operator/look", operators(look));
  router.add("GET", "/api/v1/site/logo", open(logo));
  router.add("GET", "/api/v1/site/look.css", open(style));
  router.add("GET", "/api/v1/site/terms", open(terms));
}

}  // namespace lyceum::api
