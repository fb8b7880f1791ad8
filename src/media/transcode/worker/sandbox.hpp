// What the worker gives up before it reads the first byte of anybody's picture.
#pragma once

#include "base/result/result.hpp"

namespace lyceum::media {

// To be done first: it gives way to the server in everything (processor time, memory), leaves no core file,
// and dies with it.
void give_way();

enum class Reach {
  pipe,           // descriptor 0
  pipe_and_file,  // and reading, at any place, what descriptor 3 is
  program,        // what it has open, and becoming a program of the system: see below
};

// Afterwards this process can read and write descriptor 0, use memory that is not executable, and end: no
// file, no socket, no other process or thread, no other user's rights. A system call beyond that kills it;
// only opening a file is merely refused to who reads a file, for it is what libraries try first when they
// come across something odd. Error: internal, with the step that failed; the process must not go on then.
//
// Reach::program is for becoming somebody else's program (execve), which needs its libraries and fonts: it
// can read the system's files, never write any, never open a socket or start a process, and what is refused
// does not kill it. Of our own files it sees none: by Landlock, or, where the kernel lacks that, because it
// is another user; where neither can be had, this fails.
Result<void> shut_in(Reach reach = Reach::pipe);

}  // namespace lyceum::media
