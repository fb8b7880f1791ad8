// Reading units: each sees one snapshot, beside the writer.
#pragma once

#include "store/database/work_pool.hpp"
#include "store/sqlite/connection.hpp"

namespace lyceum::store {

// Units are cut off at their deadline.
WorkPool::Worker sqlite_reader(std::unique_ptr<Connection> connection);

}  // namespace lyceum::store
