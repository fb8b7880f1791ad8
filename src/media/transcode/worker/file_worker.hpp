// `lyceum worker --file`: the process in which an uploaded file is read. The server starts one a file and
// gives it the file as descriptor 3, for reading.
//
// Loads FFmpeg with its readers of formats, shuts itself in, and gives what the file holds over the pipe
// (wire/worker/file_message.hpp), a batch at a time. Its processor time is what nobody else wants.
#pragma once

#include "wire/worker/message.hpp"

namespace lyceum::media {

// Until the end of its life; the process ends with what it returns.
worker::Exit run_file_worker();

}  // namespace lyceum::media
