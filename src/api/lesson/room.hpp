// GET /api/v1/lessons/{id}/room: the room's WebSocket.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/services.hpp"

namespace lyceum::api {

// Who the account is in the room, from its standing in the lesson and what the site says of new accounts.
room::Standing member(const money::Standing& standing, const people::Account& account,
                      const site::Site& site);

void add_room_route(net::Router& router, Door& door, LessonServices services);

}  // namespace lyceum::api
