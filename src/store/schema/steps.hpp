// The steps themselves, one file each.
#pragma once

#include "store/schema/schema.hpp"

namespace lyceum::store {

Migration first_step();     // people, lessons, access, rooms
Migration second_step();    // replays
Migration third_step();     // who was answered after a class
Migration fourth_step();    // for how long replays are kept
Migration fifth_step();     // uploaded lessons
Migration sixth_step();     // the operator's pages
Migration seventh_step();   // who was in a class
Migration eighth_step();    // slides and handouts
Migration ninth_step();     // pictures for what is shown in a room
Migration tenth_step();     // addresses barred from rooms
Migration eleventh_step();  // the ledger

}  // namespace lyceum::store
