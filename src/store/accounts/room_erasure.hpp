// Takes the name of someone who leaves out of the rooms' records. What was said stays, under no name: the
// record of a class keeps its sense, and nothing in it tells who spoke.
//
// A room that is running is told apart (room/door, RoomServer::erase), after this.
#pragma once

#include "store/database/database.hpp"

#include <set>
#include <string>

namespace lyceum::store {

Task<Result<void>> erase_from_rooms(Database& database, AccountId account);

// The body of an event without the account's name, wherever it stands: as a person, or quoted in an answer to
// one of `comments`, which are the numbers of what the account said in that room. nullopt: nothing to change.
std::optional<std::string> without_name(const std::string& body, AccountId account,
                                        const std::set<std::int64_t>& comments);

}  // namespace lyceum::store
