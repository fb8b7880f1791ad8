// Gauges that are cheaper read than kept: of everything that can run out. Read when /metrics is asked.
#pragma once

#include "people/secret/password_hasher.hpp"
#include "store/database/database.hpp"

#include <string>

namespace lyceum::app {

struct Watched {
  const store::Database& database;
  const people::PasswordHasher& hasher;
  std::string folder;
  bool database_in_folder = true;
};

// Memory, processor time, descriptors used and allowed (under the names that Prometheus's own clients use);
// disk, database queues, password queue, each with its limit beside it.
void read_gauges(const Watched& watched);

}  // namespace lyceum::app
