// What the disk holds, for how long, and what goes next: for operators.
//
//   GET   /api/v1/operator/storage    disk, database, recordings, the rule, the largest replays
//   PATCH /api/v1/operator/storage    changes the rule, and carries it out
#pragma once

#include "api/door/door.hpp"
#include "lesson/keeper/keeper.hpp"

#include <functional>

namespace lyceum::api {

// Bytes.
struct DiskFacts {
  std::uint64_t total = 0, free = 0;
  std::uint64_t reserve = 0;                // that recordings leave free
  std::optional<std::uint64_t> database{};  // none: it is on another server
};

struct StorageServices {
  lesson::ReplayKeeper& keeper;
  lesson::RetentionRepository& retention;
  std::function<std::optional<DiskFacts>()> disk;  // none: the disk cannot be asked. From any thread
  const Clock& clock;
};

void add_storage_routes(net::Router& router, Door& door, StorageServices services);

}  // namespace lyceum::api
