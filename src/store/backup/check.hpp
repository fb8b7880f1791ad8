// Is a database whole, and what is in it? Asked by restore and by `lyceum doctor`; a running server is not
// disturbed.
#pragma once

#include "base/time/clock.hpp"
#include "store/sqlite/connection.hpp"

#include <optional>
#include <string>

namespace lyceum::store {

enum class CheckDepth {
  quick,  // every page and row is where it should be
  full,   // and every index says the same as its table
};

struct DatabaseReport {
  int schema = 0;
  std::string damage;             // SQLite's first complaint; empty: none
  std::optional<Utc> newest_row;  // of what the clock has written; nullopt: nothing yet
};

// Writes nothing, migrates nothing. Fails with a sentence: not there, not a database, not Lyceum's.
Result<DatabaseReport> check_database(const std::string& path, CheckDepth depth);

// Of the library that is loaded: "3.40.1".
std::string sqlite_version();

}  // namespace lyceum::store
