// What every call goes through before its handler: who is asking, may the browser's page ask for them, has
// this very call been made before; and what becomes of its error.
#pragma once

#include "base/result/result.hpp"
#include "net/http/problem.hpp"
#include "net/http/router.hpp"
#include "people/session/sessions.hpp"
#include "store/idempotency/idempotency.hpp"

#include <functional>
#include <optional>
#include <string>

namespace lyceum::api {

struct Caller {
  std::optional<people::Account> account;  // nullopt: nobody is signed in
  std::string token;                       // the session's; empty when nobody is
  bool by_cookie = false;

  AccountId id() const { return account ? account->id : AccountId{}; }
};

using Reply = Task<Result<net::Response>>;

// One for all reactors. Handlers live as long as the router.
class Door {
 public:
  // Everything outlives the Door, which outlives the router.
  Door(people::Sessions& sessions, store::IdempotencyKeys& keys) : sessions_(sessions), keys_(keys) {}

  // For everybody; `caller.account` may be empty. A write with an Idempotency-Key has one effect however
  // often it comes.
  net::Handler open(std::function<Reply(net::Request&, Caller)> handler);
  // For those signed in; others get 401 sign_in.
  net::Handler signed_in(std::function<Reply(net::Request&, people::Account)> handler);

  // For operators of the site; others get 401 sign_in, 403 not_allowed.
  net::Handler operators(std::function<Reply(net::Request&, people::Account)> handler);

  // Who asks. Refusals: cross_origin 403 (a foreign page used the browser's cookie to write), store errors.
  // `query_token`: ?token= counts too, for clients that cannot send headers with a WebSocket.
  Task<Result<Caller>> who(net::Request& request, bool query_token = false);

 private:
  Task<net::Response> answer(net::Request& request,
                             const std::function<Reply(net::Request&, Caller)>& handler);
  Task<Result<net::Response>> once(net::Request& request, Caller caller,
                                   const std::function<Reply(net::Request&, Caller)>& handler);

  people::Sessions& sessions_;
  store::IdempotencyKeys& keys_;
};

// The lesson named by {id} in the path. Refusal: lesson_not_found.
Result<LessonId> lesson_param(const net::Request& request);

// ?limit=, 1 to `most`, 50 when absent. Refusal: bad_field.
Result<int> limit_param(const net::Request& request, int most = 200);

// "https://class.example.org": how the client addresses this server, from the setting or from its Host
// header.
std::string public_url(const net::Request& request, const std::string& setting);

// The session cookie: HttpOnly, SameSite=Lax, Secure under TLS; empty token: taken away.
void set_session_cookie(net::Response& response, const net::Request& request, const std::string& token);

}  // namespace lyceum::api
