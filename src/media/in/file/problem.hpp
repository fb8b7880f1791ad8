// Why an uploaded file did not become a lesson, for its lecturer: what is wrong, and what to do. Codes are
// kept with the upload; the sentences are looked up again.
#pragma once

#include "base/result/result.hpp"
#include "wire/worker/file_message.hpp"

#include <string_view>

namespace lyceum::media {

// Of the file. Status 415 or 422.
Error file_problem(worker::Useless why);
// Reading it ended the process, or what it said was nonsense: the same file again would do the same. 422.
Error file_unreadable();
// It takes more work, or becomes more bytes, than its length explains. 422.
Error file_too_costly();
// The machine has no FFmpeg, or does not let the worker give up its rights: not the file's fault. 503.
Error file_worker_missing();

// By its code; none of these: file_unreadable.
Error file_problem(std::string_view code);

}  // namespace lyceum::media
