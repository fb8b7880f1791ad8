// Why the database did not do what it was asked. Every engine gives the same answers.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::store {

enum class Refusal {
  busy,         // its queue is full, another process holds the file, or others were faster too often
  timeout,      // the unit did not begin (a read: did not end) in its time
  full,         // no space left
  closed,       // the server is shutting down
  unreachable,  // the database server cannot be reached; nothing was done
  uncertain,    // the connection broke during the commit: done or not done, look before trying again
  text,         // a text holds what no engine can keep: NUL, or bytes that are not UTF-8
  conflict,     // a constraint was broken; a bug, since units ask with ON CONFLICT
  newer,        // the data was written by a newer Lyceum
  failed,       // the disk or the engine failed
};

// `detail` goes to the log only.
Error refuse(Refusal why, std::string detail = {});
bool is_uncertain(const Error& error);

}  // namespace lyceum::store
