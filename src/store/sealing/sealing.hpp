// Brings a database that has lived before to the seal that it has now: switched on, with another key, off.
//
// What is known of it stands in the table `setting`: "seal" is a word sealed with the newest key, so that a
// wrong or missing key is found at the start; "seal_done" is the id of the key that everything is sealed
// with. A database that holds neither holds nothing sealed.
#pragma once

#include "store/database/database.hpp"

#include <functional>

namespace lyceum::store {

struct SealState {
  std::string key_id;  // of the newest key that something is sealed with; empty: nothing is
  bool whole = true;   // everything is stored as it would be now
};

// At the start: whether the key that is here opens what is there, and notes which one seals from now on.
// Refusal: seal_key, with a sentence for the operator.
Task<Result<void>> check_seal(Database& database);

// Changes nothing.
Task<Result<SealState>> seal_state(Database& database);

// Seals, or opens, what is not stored as it would be now; a few rows at a time, and `rest` between them.
// Nothing to do is quick. May be stopped at any moment and begun again. Returns how many texts were changed.
Task<Result<std::uint64_t>> reseal(Database& database, std::function<Task<void>()> rest);

}  // namespace lyceum::store
