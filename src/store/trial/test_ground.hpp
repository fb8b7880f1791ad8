// An empty place for a database, gone at the end. On which engine says the environment, so that the same
// tests run on both: `./test unit` runs each program that uses this part once more with LYCEUM_TEST_POSTGRES,
// the URL of a server that it has started. By hand: LYCEUM_TEST_POSTGRES=own, and the program starts one
// itself.
#pragma once

#include "store/database/database.hpp"

#include <memory>
#include <string>

namespace lyceum::store {

class TestGround {
 public:
  explicit TestGround(const std::string& name);
  ~TestGround();
  TestGround(const TestGround&) = delete;
  TestGround& operator=(const TestGround&) = delete;

  // What was written before is there. One at a time.
  std::unique_ptr<Database> open() const;

 private:
  std::string folder_;  // SQLite
  std::string url_;     // PostgreSQL; empty: SQLite
};

}  // namespace lyceum::store
