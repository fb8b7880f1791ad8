#include "net/http/upgrade.hpp"

#include "net/http/problem.hpp"
#include "net/http/response_head.hpp"
#include "wire/ws/handshake.hpp"

namespace lyceum::net {
namespace {

constexpr std::string_view key_field = "Sec-WebSocket-Key";
constexpr std::string_view protocol_field = "Sec-WebSocket-Protocol";

Error upgrade_required() {
  return {.status = 426,
          .code = "upgrade_required",
          .en = "This address speaks WebSocket only.",
          .zh = "此地址仅支持 WebSocket。",
          .detail = ""};
}

}  // namespace

Result<void> check_upgrade(const Request& request, const Route& route) {
  if (!request.headers.has_token("Upgrade", "websocket") ||
      !request.headers.has_token("Connection", "upgrade") || request.header("Sec-WebSocket-Version") != "13")
    return Failure(upgrade_required());
  if (!ws::is_handshake_key(request.header(key_field).value_or(""))) return Failure(bad_request("bad key"));
  if (request.header(protocol_field) && !request.headers.has_token(protocol_field, route.subprotocol))
    return Failure(bad_request("no subprotocol in common"));
  return {};
}

std::string upgrade_head(const Request& request, const Route& route) {
  Response response{.status = 101};
  response.headers.add("Upgrade", "websocket");
  response.headers.add("Connection", "Upgrade");
  response.headers.add("Sec-WebSocket-Accept", ws::handshake_accept(*request.header(key_field)));
  if (request.header(protocol_field)) response.headers.add(std::string(protocol_field), route.subprotocol);
  return response_head(response, {});
}

Response upgrade_refusal(const Error& error, const Request& request) {
  Response response = problem_response(error, request);
  if (error.status == 426) {  // RFC 9110 §15.5.22, RFC 6455 §4.4
    response.headers.add("Upgrade", "websocket");
    response.headers.add("Sec-WebSocket-Version", "13");
  }
  return response;
}

}  // namespace lyceum::net
