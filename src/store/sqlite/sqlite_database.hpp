// The database in one file of the machine: SQLite 3.40, write-ahead log, synchronous=FULL.
//
// One writer thread takes all units that wait (at most a batch), runs each in a SAVEPOINT of one transaction
// and commits once; two reader threads beside it see snapshots. Another process (lyceum admin) may use the
// file meanwhile.
#pragma once

#include "store/database/database.hpp"

#include <memory>
#include <string>

namespace lyceum::store {

struct SqliteOptions {
  std::string path;              // of the file; made when missing, readable by its owner only
  std::size_t queue_max = 4096;  // waiting units, writes and reads apart; beyond: store_busy
  std::size_t batch_max = 256;   // units a commit
  int readers = 2;
};

// Opens the file and starts the threads. Fails with a sentence in Error::detail that names the file.
Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

}  // namespace lyceum::store
