// What `lyceum doctor` asks a database server. Changes nothing.
#pragma once

#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>

namespace lyceum::store {

struct PostgresReport {
  std::string server;               // "15.18"
  milliseconds answer{0};           // how long a question takes
  int schema = 0;                   // 0: no tables yet
  std::optional<Utc> newest_row;    // of what the clock has written; nullopt: nothing yet
  std::int64_t bytes = 0;           // of the database
  bool loses_on_power_cut = false;  // fsync or full_page_writes is off
};

// Fails with a sentence: not reachable, not let in, too old, tables of somebody else.
Result<PostgresReport> inspect_postgres(const std::string& url);

// Of the library that is loaded: "15.18".
std::string libpq_version();

}  // namespace lyceum::store
