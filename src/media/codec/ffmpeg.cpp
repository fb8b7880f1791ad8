#include "media/codec/ffmpeg.hpp"

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

Result<Ffmpeg> Ffmpeg::load() {
  // Names as the loader knows them: "libavcodec.so.59". RTLD_NOW: nothing is looked up, or opened, later.
  void* const avutil = ::dlopen("libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR), RTLD_NOW);
  if (avutil == nullptr) return missing(::dlerror());
  void* const avcodec = ::dlopen("libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR), RTLD_NOW);
  if (avcodec == nullptr) return missing(::dlerror());
  void* const swscale = ::dlopen("libswscale.so." AV_STRINGIFY(LIBSWSCALE_VERSION_MAJOR), RTLD_NOW);
  if (swscale == nullptr) return missing(::dlerror());
  Ffmpeg all;
#define LYCEUM_FFMPEG_FIND(library, name)                               \
  all.name = std::bit_cast<decltype(&::name)>(::dlsym(library, #name)); \
  if (all.name == nullptr) return missing(#name);
  LYCEUM_FFMPEG_CALLS(LYCEUM_FFMPEG_FIND)
#undef LYCEUM_FFMPEG_FIND
  all.av_log_set_level(AV_LOG_QUIET);
  all.av_max_alloc(std::size_t{256} * 1024 * 1024);  // of one block of memory
  return all;
}

}  // namespace lyceum::media
