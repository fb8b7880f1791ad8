// FFmpeg's libraries, loaded at run time: by the worker, in a process of its own, and never by the server.
//
// They bring a hundred shared libraries along. So the server neither maps nor starts them, starts in a few
// milliseconds, and runs where they are not installed: then there are no pictures. Compiled against the
// headers of the same major versions; another one is not loaded.
#pragma once

#include "base/result/result.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

namespace lyceum::media {

// library, function: every one that we call.
#define LYCEUM_FFMPEG_CALLS(CALL)             \
  CALL(avutil, av_frame_alloc)                \
  CALL(avutil, av_frame_free)                 \
  CALL(avutil, av_frame_get_buffer)           \
  CALL(avutil, av_frame_unref)                \
  CALL(avutil, av_log_set_level)              \
  CALL(avutil, av_mallocz)                    \
  CALL(avutil, av_max_alloc)                  \
  CALL(avutil, av_opt_set)                    \
  CALL(avcodec, av_new_packet)                \
  CALL(avcodec, av_packet_alloc)              \
  CALL(avcodec, av_packet_free)               \
  CALL(avcodec, av_packet_unref)              \
  CALL(avcodec, avcodec_alloc_context3)       \
  CALL(avcodec, avcodec_find_decoder_by_name) \
  CALL(avcodec, avcodec_find_encoder_by_name) \
  CALL(avcodec, avcodec_free_context)         \
  CALL(avcodec, avcodec_open2)                \
  CALL(avcodec, avcodec_receive_frame)        \
  CALL(avcodec, avcodec_receive_packet)       \
  CALL(avcodec, avcodec_send_frame)           \
  CALL(avcodec, avcodec_send_packet)          \
  CALL(swscale, sws_freeContext)              \
  CALL(swscale, sws_getCoefficients)          \
  CALL(swscale, sws_getContext)               \
  CALL(swscale, sws_scale)                    \
  CALL(swscale, sws_setColorspaceDetails)

struct Ffmpeg {
#define LYCEUM_FFMPEG_MEMBER(library, name) decltype(&::name) name = nullptr;
  LYCEUM_FFMPEG_CALLS(LYCEUM_FFMPEG_MEMBER)
#undef LYCEUM_FFMPEG_MEMBER

  // Silent from then on. Error: codec_missing, with what is missing. The libraries stay for good.
  static Result<Ffmpeg> load();
};

}  // namespace lyceum::media
