#include "media/codec/formats.hpp"

#include <bit>

#include <dlfcn.h>

namespace lyceum::media {
namespace {

Failure missing(const char* what) {
  Error error = internal_error(what == nullptr ? "dlopen" : what);
  error.code = "codec_missing";
  return Failure(std::move(error));
}

}  // namespace

Result<Formats> Formats::load() {
  void* const avutil = ::dlopen("libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR), RTLD_NOW);
  if (avutil == nullptr) return missing(::dlerror());
  void* const avcodec = ::dlopen("libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR), RTLD_NOW);
  if (avcodec == nullptr) return missing(::dlerror());
  void* const avformat = ::dlopen("libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR), RTLD_NOW);
  if (avformat == nullptr) return missing(::dlerror());
  void* const swresample = ::dlopen("libswresample.so." AV_STRINGIFY(LIBSWRESAMPLE_VERSION_MAJOR), RTLD_NOW);
  if (swresample == nullptr) return missing(::dlerror());
  Formats all;
#define LYCEUM_FORMATS_FIND(library, name)                              \
  all.name = std::bit_cast<decltype(&::name)>(::dlsym(library, #name)); \
  if (all.name == nullptr) return missing(#name);
  LYCEUM_FORMATS_CALLS(LYCEUM_FORMATS_FIND)
#undef LYCEUM_FORMATS_FIND
  return all;
}

}  // namespace lyceum::media
