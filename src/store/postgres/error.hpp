// PostgreSQL's error codes (Appendix A of its manual) in the words of the port.
#pragma once

#include "base/result/error.hpp"

#include <string_view>

struct pg_result;

namespace lyceum::store {

// What a failed statement means for the unit that ran it.
enum class Fault {
  none,
  refused,    // it would fail again
  conflict,   // others were faster (40001, 40P01): the unit runs again
  duplicate,  // a unique key is there (23505); perhaps only because others were faster
  lost,       // the connection is of no use any more
};

Fault fault_of(std::string_view sqlstate);

// `doing` and the server's own message go into the log; the values that it names as details do not.
Error postgres_error(const pg_result* result, std::string_view doing);

// libpq's messages have several lines; a log line has one.
std::string one_line_of(std::string_view message);

}  // namespace lyceum::store
