// The rooms' records in the database: tables room and room_event.
#pragma once

#include "room/feed/room_log.hpp"
#include "store/database/database.hpp"

#include <memory>

namespace lyceum::store {

// `database` outlives it and is migrated.
std::unique_ptr<room::RoomLog> make_room_log(Database& database);

}  // namespace lyceum::store
