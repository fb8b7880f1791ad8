#include "media/codec/library.hpp"

#include <dlfcn.h>

namespace lyceum::media {

Failure codec_missing(const char* what) {
  Error error = internal_error(what == nullptr ? "dlopen" : what);
  error.code = "codec_missing";
  return Failure(std::move(error));
}

Result<void*> open_library(const char* name) {
  void* const library = ::dlopen(name, RTLD_NOW);
  if (library == nullptr) return codec_missing(::dlerror());
  return library;
}

}  // namespace lyceum::media
