// The database on a PostgreSQL server (15 or newer), for more than one machine's worth of people.
//
// Each thread has a connection of its own: four write, four read. Writes run beside each other, so the server
// shares its syncs among them, and it keeps them apart (SERIALIZABLE). A connection that is lost is opened
// anew, and units wait for that as long as their deadline allows (store/postgres/line.hpp).
//
// Not through a pooler that hands each transaction to another connection: statements are prepared once.
#pragma once

#include "store/database/database.hpp"

#include <memory>
#include <string>

namespace lyceum::store {

struct PostgresOptions {
  std::string url;               // store/address
  std::size_t queue_max = 4096;  // waiting units, writes and reads apart; beyond: store_busy
  int writers = 4, readers = 4;
};

// Connects and starts the threads. Fails with a sentence in Error::detail that names the server, never its
// password.
Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace lyceum::store
