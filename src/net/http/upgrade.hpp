// The server's side of the WebSocket opening handshake (RFC 6455 §4.2).
#pragma once

#include "net/http/router.hpp"

namespace lyceum::net {

// Is the request a handshake we can accept on this route? Errors: 426 upgrade_required (not a WebSocket
// request, or not version 13), 400 bad_request (key, subprotocol, method).
Result<void> check_upgrade(const Request& request, const Route& route);

// The 101 answer to a request that passed check_upgrade().
std::string upgrade_head(const Request& request, const Route& route);

// The answer to one that did not, or that the route's handler refused.
Response upgrade_refusal(const Error& error, const Request& request);

}  // namespace lyceum::net
