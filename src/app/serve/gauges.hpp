// Gauges that are cheaper read than kept: of everything that can run out. Read when /metrics is asked.
#pragma once

#include "net/reactor/pool.hpp"
#include "people/secret/password_hasher.hpp"
#include "store/database/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace lyceum::app {

struct Watched {
  const store::Database& database;
  const people::PasswordHasher& hasher;
  net::ReactorPool& reactors;
  std::string folder;
  bool database_in_folder = true;
  std::optional<std::uint64_t> recordings_room = {};  // bytes that may still be recorded; none: not known
};

// Memory, processor time, descriptors used and allowed (under the names that Prometheus's own clients use);
// disk, database queues, password queue, each with its limit beside it; what each reactor has worked.
void read_gauges(const Watched& watched);

}  // namespace lyceum::app
