// GET /flv/{token}/{lesson}.flv: a player, from the gate to its channel.
#pragma once

#include "media/out/flv/station.hpp"
#include "net/http/router.hpp"

namespace lyceum::media {

// On the connection's reactor, with the station of that reactor. Pages of other origins may read every
// answer.
Task<net::PushAnswer> serve_flv(FlvStation& station, ViewerGate& gate, net::Request& request);

}  // namespace lyceum::media
