// The tables, as numbered steps that are taken once each and never changed after a release.
#pragma once

#include "store/database/database.hpp"

#include <span>
#include <string_view>

namespace lyceum::store {

// Step n (counted from 1) leads from version n - 1 to n.
using Migration = std::span<const std::string_view>;  // statements

std::span<const Migration> migrations();

// What to say when data of a version that this Lyceum does not know is met. store_newer.
Error newer_than_known(int version, int newest = static_cast<int>(migrations().size()));

// Brings the database to the newest version, all or nothing, and returns that version. Call once, at start,
// before anything else. Refusal: store_newer, with a sentence in Error::detail, when a newer Lyceum has
// written it.
Task<Result<int>> migrate(Database& database, std::span<const Migration> steps = migrations());

}  // namespace lyceum::store
