// The first half of a restore: a backup, unpacked into an empty folder and checked.
#pragma once

#include "store/backup/contents.hpp"

#include <string>

namespace lyceum::store {

struct Unpacked {
  BackupHeader header;
  std::uint64_t media_files = 0;
};

// `folder` is there, empty and nobody else's. Afterwards it holds lyceum.db, secret.key and media/. Errors
// hold a sentence.
Result<Unpacked> unpack_backup(int descriptor, const std::string& folder, const Progress& progress);

}  // namespace lyceum::store
