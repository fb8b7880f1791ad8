// A shared library that is loaded while the process runs.
#pragma once

#include "base/result/result.hpp"

namespace lyceum::media {

// 500 "codec_missing", detail = what is not there.
Failure codec_missing(const char* what);

// `name` as the loader knows it: "libavcodec.so.59". What it needs is loaded at once (RTLD_NOW): nothing is
// looked up, or opened, later. It stays until the process ends. Error: codec_missing.
Result<void*> open_library(const char* name);

}  // namespace lyceum::media
