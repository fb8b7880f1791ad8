#include "media/codec/formats.hpp"

#include "media/codec/library.hpp"

#include <bit>

#include <dlfcn.h>

namespace lyceum::media {

Result<Formats> Formats::load() {
  LYCEUM_TRY(void* const avutil, open_library("libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR)));
  LYCEUM_TRY(void* const avcodec, open_library("libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR)));
  LYCEUM_TRY(void* const avformat, open_library("libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR)));
  LYCEUM_TRY(void* const swresample,
             open_library("libswresample.so." AV_STRINGIFY(LIBSWRESAMPLE_VERSION_MAJOR)));
  Formats all;
#define LYCEUM_FORMATS_FIND(library, name)                              \
  all.name = std::bit_cast<decltype(&::name)>(::dlsym(library, #name)); \
  if (all.name == nullptr) return codec_missing(#name);
  LYCEUM_FORMATS_CALLS(LYCEUM_FORMATS_FIND)
#undef LYCEUM_FORMATS_FIND
  return all;
}

}  // namespace lyceum::media
