// `lyceum worker --office PROGRAM --seconds N`: turns a presentation into a PDF. The server starts one a
// presentation and gives it the file as descriptor 3, and an empty one for the PDF as descriptor 4.
//
// It makes a folder for itself in the system's place for temporary files, puts the presentation and a fresh
// profile there, and starts a second process, which shuts itself in (sandbox.hpp) and becomes LibreOffice:
// of files that one reads the system's and its own, and changes those in the folder only; it has no socket,
// no other process, no macro and no link. It waits for that one to end, within its time and with a folder
// of bounded size; then it takes the PDF out, deletes the folder and ends. It reads no byte of either file.
#pragma once

#include <string>

namespace lyceum::media {

struct OfficeOrder {
  std::string program;  // LibreOffice's, as in FOLDER/program/soffice.bin
  int seconds = 0;
};

// How it ends, other than 0.
enum class OfficeEnd : int {
  unreadable = 110,  // no PDF came out
  locked = 111,      // protected by a password
  costly = 112,      // time, memory or size
  failed = 113,      // the machine's fault: no folder, no rights to be given up
};

bool office_is_there(const std::string& program);
// Whether this process's user has a name, this kernel has Landlock, and code may lie among the temporary
// files: LibreOffice writes a page of its own into a file, since it may not write it into memory.
bool office_can_be_shut_in();

// With what the process is to end.
int run_office_worker(const OfficeOrder& order);

}  // namespace lyceum::media
