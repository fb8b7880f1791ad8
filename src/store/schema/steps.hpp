// The steps themselves, one file each.
#pragma once

#include "store/schema/schema.hpp"

namespace lyceum::store {

Migration first_step();   // people, lessons, access, rooms
Migration second_step();  // replays
Migration third_step();
Migration fourth_step();  // who was answered after a class

}  // namespace lyceum::store
