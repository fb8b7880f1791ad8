#include "api/door/door.hpp"

#include "api/json/decode.hpp"
#include "base/log/log.hpp"
#include "lesson/lesson/refusal.hpp"
#include "people/account/refusal.hpp"

#include <charconv>

namespace lyceum::api {
namespace {

constexpr std::string_view kCookie = "lyceum_session";

bool is_write(const net::Request& request) { return request.method != "GET" && request.method != "HEAD"; }

// An Origin is there and names another host than the request does (RFC 6454 §7, OWASP ASVS V3.5). Clients
// that are no browsers send none.
bool from_foreign_page(const net::Request& request) {
  if (request.header("Sec-Fetch-Site") == "cross-site") return true;
  const auto origin = request.header("Origin");
  if (!origin) return false;
  const auto scheme_end = origin->find("://");
  if (scheme_end == origin->npos) return true;
  return origin->substr(scheme_end + 3) != request.header("Host").value_or("");
}

Error cross_origin() {
  return {.status = 403,
          .code = "cross_origin",
          .en = "This request came from another site's page.",
          .zh = "该请求来自其他网站的页面。",
          .detail = {}};
}

std::string token_of(const net::Request& request, bool query_token, bool& by_cookie) {
  if (const auto header = request.header("Authorization"); header && header->starts_with("Bearer "))
    return std::string(header->substr(7));
  if (query_token)
    if (auto token = request.query("token")) return *token;
  const auto cookie = request.cookie(kCookie);
  by_cookie = cookie.has_value();
  return std::string(cookie.value_or(""));
}

void log_failure(const net::Request& request, const Error& error) {
  if (error.status >= 500)
    log_error("request failed", {{"method", request.method},
                                 {"path", request.path},
                                 {"code", std::string(error.code)},
                                 {"why", error.detail}});
  else
    log_debug("request refused", {{"method", request.method},
                                  {"path", request.path},
                                  {"code", std::string(error.code)},
                                  {"why", error.detail}});
}

// What a key stands for could not be written down. The request is done all the same, and its answer is told.
void note_loss(const net::Request& request, const Result<void>& kept) {
  if (!kept) log_failure(request, kept.error());
}

std::string body_text(const net::Response& response) {
  std::string text;
  for (const auto& part : response.body) text += as_text(part.view());
  return text;
}

}  // namespace

Task<Result<Caller>> Door::who(net::Request& request, bool query_token) {
  Caller caller;
  caller.token = token_of(request, query_token, caller.by_cookie);
  if (caller.by_cookie && (is_write(request) || query_token) && from_foreign_page(request))
    co_return Failure(cross_origin());
  if (caller.token.empty()) co_return caller;
  std::string token = caller.token;
  LYCEUM_CO_TRY(caller.account, co_await sessions_.who(std::move(token)));
  if (!caller.account) caller.token.clear();
  co_return caller;
}

Task<net::Response> Door::answer(net::Request& request,
                                 const std::function<Reply(net::Request&, Caller)>& handler) {
  auto caller = co_await who(request);
  if (!caller) {
    log_failure(request, caller.error());
    co_return net::problem_response(caller.error(), request);
  }
  auto reply = co_await once(request, std::move(*caller), handler);
  if (reply) co_return std::move(*reply);
  log_failure(request, reply.error());
  co_return net::problem_response(reply.error(), request);
}

Task<Result<net::Response>> Door::once(net::Request& request, Caller caller,
                                       const std::function<Reply(net::Request&, Caller)>& handler) {
  const auto header = request.header("Idempotency-Key");
  if (!header || !caller.account || !is_write(request))
    co_return co_await handler(request, std::move(caller));
  const std::string key(*header);
  const AccountId account = caller.id();
  const Digest identity = sha256(as_bytes(request.method + ' ' + request.target + '\n' + request.body));
  LYCEUM_CO_TRY(const auto known, co_await keys_.begin(key, account, identity));
  if (known) co_return net::text_response(known->status, known->type, known->body);
  auto reply = co_await handler(request, std::move(caller));
  if (!reply) log_failure(request, reply.error());
  const Error* const failure = reply ? nullptr : &reply.error();
  net::Response told = reply ? std::move(*reply) : net::problem_response(*failure, request);
  if (store::did_nothing(told.status, failure)) {
    note_loss(request, co_await keys_.abandon(key, account));  // the same request may come again
    co_return told;
  }
  store::StoredAnswer answer{told.status, std::string(told.headers.get("Content-Type").value_or("")),
                             body_text(told)};
  note_loss(request, co_await keys_.finish(key, account, std::move(answer)));
  co_return told;
}

net::Handler Door::open(std::function<Reply(net::Request&, Caller)> handler) {
  return [this, call = std::move(handler)](net::Request& request) { return answer(request, call); };
}

net::Handler Door::signed_in(std::function<Reply(net::Request&, people::Account)> handler) {
  return open([call = std::move(handler)](net::Request& request, Caller caller) -> Reply {
    if (!caller.account) co_return Failure(people::refuse(people::Refusal::sign_in));
    co_return co_await call(request, std::move(*caller.account));
  });
}

net::Handler Door::operators(std::function<Reply(net::Request&, people::Account)> handler) {
  return signed_in([call = std::move(handler)](net::Request& request, people::Account me) -> Reply {
    if (!me.is_operator) co_return Failure(people::refuse(people::Refusal::not_allowed));
    co_return co_await call(request, std::move(me));
  });
}

Result<LessonId> lesson_param(const net::Request& request) {
  const auto id = LessonId::parse(request.param("id"));
  if (!id) return Failure(lesson::refuse(lesson::Refusal::lesson_not_found));
  return *id;
}

Result<int> limit_param(const net::Request& request, int most) {
  const auto text = request.query("limit");
  if (!text) return 50;
  int limit = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
  if (error != std::errc() || end != text->data() + text->size() || limit < 1 || limit > most)
    return Failure(bad_field("limit", "1 to " + std::to_string(most)));
  return limit;
}

std::string public_url(const net::Request& request, const std::string& setting) {
  if (!setting.empty()) return setting.ends_with('/') ? setting.substr(0, setting.size() - 1) : setting;
  return (request.secure ? "https://" : "http://") +
         std::string(request.header("Host").value_or("localhost"));
}

void set_session_cookie(net::Response& response, const net::Request& request, const std::string& token) {
  const auto life = std::chrono::seconds(people::Sessions::kLife).count();
  std::string cookie = std::string(kCookie) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" +
                       std::to_string(token.empty() ? 0 : life);
  if (request.secure) cookie += "; Secure";
  response.headers.add("Set-Cookie", std::move(cookie));
}

}  // namespace lyceum::api
