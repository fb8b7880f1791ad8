#include "store/sqlite/error.hpp"

#include "store/database/refusal.hpp"

#include <string>

#include <sqlite3.h>

namespace lyceum::store {
namespace {

Refusal refusal_for(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Refusal::busy;
    case SQLITE_FULL:
      return Refusal::full;
    case SQLITE_INTERRUPT:
      return Refusal::timeout;
    case SQLITE_CONSTRAINT:
      return Refusal::conflict;
    default:
      return Refusal::failed;
  }
}

}  // namespace

Error sqlite_error(int code, sqlite3* connection, std::string_view doing) {
  std::string detail(doing);
  detail += ": ";
  detail += connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  return refuse(refusal_for(code), std::move(detail));
}

}  // namespace lyceum::store
