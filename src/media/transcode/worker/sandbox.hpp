// What the worker gives up before it reads the first byte of anybody's picture.
#pragma once

#include "base/result/result.hpp"

#include <string>
#include <vector>

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

// A folder to work in, for a program that cannot do without.
struct Workplace {
  std::string folder;                // all that it can write to
  std::vector<std::string> reads{};  // files and folders beside those of the system
  std::uint64_t file_bytes = 0;      // of each file that it writes
  std::uint64_t cpu_seconds = 0;
};

// For becoming a program that writes files and has threads (execve): as Reach::program, and it can make,
// change and delete files in that folder, and listen on a socket there; it connects to nobody and starts no
// process. Only by Landlock: where the kernel lacks it, this fails.
Result<void> shut_in(const Workplace& place);
// Whether this kernel has Landlock.
bool folders_can_be_shut();

// Who is root becomes nobody. To be done before shut_in(Workplace), so that the folder can be made as nobody.
Result<void> become_nobody();

}  // namespace lyceum::media
