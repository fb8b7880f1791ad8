#include "media/codec/ffmpeg.hpp"

#include "media/codec/library.hpp"

#include <bit>

#include <dlfcn.h>

namespace lyceum::media {

Result<Ffmpeg> Ffmpeg::load() {
  LYCEUM_TRY(void* const avutil, open_library("libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR)));
  LYCEUM_TRY(void* const avcodec, open_library("libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR)));
  LYCEUM_TRY(void* const swscale, open_library("libswscale.so." AV_STRINGIFY(LIBSWSCALE_VERSION_MAJOR)));
  Ffmpeg all;
#define LYCEUM_FFMPEG_FIND(library, name)                               \
  all.name = std::bit_cast<decltype(&::name)>(::dlsym(library, #name)); \
  if (all.name == nullptr) return codec_missing(#name);
  LYCEUM_FFMPEG_CALLS(LYCEUM_FFMPEG_FIND)
#undef LYCEUM_FFMPEG_FIND
  all.av_log_set_level(AV_LOG_QUIET);
  all.av_max_alloc(std::size_t{256} * 1024 * 1024);  // of one block of memory
  return all;
}

}  // namespace lyceum::media
