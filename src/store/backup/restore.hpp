// `lyceum restore`: a backup becomes a data folder, whole or not at all.
#pragma once

#include "base/time/clock.hpp"
#include "store/backup/contents.hpp"

#include <string>

namespace lyceum::store {

struct RestoreOrder {
  std::string from;     // the file; "-": the descriptor below
  int descriptor = -1;  // open for reading, for "-"
  std::string data;     // the data folder, made when it is not there
  bool force = false;   // what is in it is moved to before-restore-TIME/ inside it; else it must be empty
  Utc now;
};

struct RestoreReport {
  BackupHeader header;
  std::uint64_t media_files = 0;
  std::string moved_aside;  // the folder; empty: there was nothing
};

// Everything is unpacked into `data`/restoring and checked there – every sum, the database by SQLite, its
// version – before the first file takes its place; on any error the folder is what it was. Refused while a
// server uses the folder. Done as root, the files belong to the owner of the folder. Errors hold a sentence.
// Blocks.
Result<RestoreReport> restore_backup(const RestoreOrder& order, const Progress& progress);

}  // namespace lyceum::store
