// `lyceum backup`: one file that holds the whole site, made while the server runs.
#pragma once

#include "base/time/clock.hpp"
#include "store/backup/contents.hpp"

#include <string>
#include <vector>

namespace lyceum::store {

struct BackupOrder {
  std::string data;     // the data folder
  std::string to;       // the file; "-": the descriptor below
  int descriptor = -1;  // open for writing, for "-"
  std::string scratch;  // for "-": a folder with room for the database
  std::string lyceum;   // this version
  Utc now;
};

struct BackupReport {
  std::uint64_t media_files = 0, bytes = 0;  // bytes: before compression
  std::vector<std::string> left_out;         // files of media/ with names that are none of ours
};

// Of the moment at which the database is copied: every write acknowledged before the call is in it;
// recordings are as long as they were then. Written beside `to` (….part) and renamed: `to` is the whole
// backup or what it was before. Readable by its owner only, since it holds secret.key. Needs room for the
// database, twice, beside `to`. Errors hold a sentence. Blocks.
Result<BackupReport> make_backup(const BackupOrder& order, const Progress& progress);

}  // namespace lyceum::store
