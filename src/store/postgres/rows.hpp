// A result of libpq, asked for in binary form, as the port's Rows.
#pragma once

#include "base/result/result.hpp"
#include "store/database/value.hpp"

struct pg_result;

namespace lyceum::store {

// Integers, floating point, text, bytes and booleans (as 0 and 1). A column of another type is refused with
// its number (SELECT typname FROM pg_type WHERE oid = …): a SUM of BIGINT, for one, is NUMERIC and wants a
// CAST.
Result<Rows> to_rows(const pg_result* result, std::string_view sql);

}  // namespace lyceum::store
