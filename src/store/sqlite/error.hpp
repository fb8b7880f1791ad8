// SQLite's result codes (sqlite.org/rescode.html) in the words of the port.
#pragma once

#include "base/result/error.hpp"

#include <string_view>

struct sqlite3;

namespace lyceum::store {

// `doing` and SQLite's own message go into the log.
Error sqlite_error(int code, sqlite3* connection, std::string_view doing);

}  // namespace lyceum::store
