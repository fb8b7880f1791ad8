// One moment of a database that others go on using: it is copied as it was then, however long that takes.
#pragma once

#include "store/backup/contents.hpp"
#include "store/sqlite/connection.hpp"

#include <memory>
#include <string>

namespace lyceum::store {

// While it lives, the write-ahead log of the database cannot be reset and grows. Blocks: not on a reactor.
class Snapshot {
 public:
  // Everything acknowledged before the call is in it. Fails with a sentence: not there, not a database of
  // Lyceum.
  static Result<Snapshot> take(const std::string& path);

  int schema() const { return schema_; }
  // Into a new file, readable by its owner only; an older one is replaced.
  Result<void> copy_to(const std::string& path, const Progress& progress) const;

 private:
  explicit Snapshot(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  std::unique_ptr<Connection> connection_;  // holds a reading transaction
  int schema_ = 0;
};

}  // namespace lyceum::store
