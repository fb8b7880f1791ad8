// What the worker gives up before it reads the first byte of anybody's picture.
#pragma once

#include "base/result/result.hpp"

namespace lyceum::media {

// To be done first: it gives way to the server in everything (processor time, memory), leaves no core file,
// and dies with it.
void give_way();

// Afterwards this process can read and write descriptor 0, use memory that is not executable, and end: no
// file, no socket, no other process or thread, no other user's rights. A system call beyond that kills it.
// Error: internal, with the step that failed; the process must not go on then.
Result<void> shut_in();

}  // namespace lyceum::media
