// GET /hls/{token}/{lesson}/{name}: one request of a player, from the gate to the response.
#pragma once

#include "media/out/gate/viewer_gate.hpp"
#include "media/out/hls/shelf.hpp"
#include "net/http/message.hpp"

namespace lyceum::media {

// On the connection's reactor, with the shelf of that reactor. Problems are never cached; every answer may be
// read by pages of other origins. Bodies are shared, never copied.
Task<net::Response> serve_hls(HlsShelf& shelf, ViewerGate& gate, net::Request& request);

}  // namespace lyceum::media
