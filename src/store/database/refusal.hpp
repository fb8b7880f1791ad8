// Why the database did not do what it was asked. Every engine gives the same answers.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::store {

enum class Refusal {
  busy,      // its queue is full, or another process holds the file
  timeout,   // the unit did not begin (a read: did not end) in its time
  full,      // no space left
  closed,    // the server is shutting down
  conflict,  // a constraint was broken; a bug, since units ask with ON CONFLICT
  newer,     // the data was written by a newer Lyceum
  failed,    // the disk or the engine failed
};

// `detail` goes to the log only.
Error refuse(Refusal why, std::string detail = {});

}  // namespace lyceum::store
