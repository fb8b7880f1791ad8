// FFmpeg's readers of file formats and its resampler, loaded at run time beside the codecs (ffmpeg.hpp): by
// the worker that reads an uploaded file, and by nobody else.
#pragma once

#include "media/codec/held.hpp"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/display.h>
#include <libswresample/swresample.h>
}

namespace lyceum::media {

// library, function: every one that we call, beside those of LYCEUM_FFMPEG_CALLS.
#define LYCEUM_FORMATS_CALLS(CALL)                 \
  CALL(avutil, av_channel_layout_default)          \
  CALL(avutil, av_dict_free)                       \
  CALL(avutil, av_dict_set)                        \
  CALL(avutil, av_display_rotation_get)            \
  CALL(avutil, av_freep)                           \
  CALL(avutil, av_malloc)                          \
  CALL(avcodec, av_packet_get_side_data)           \
  CALL(avcodec, avcodec_find_decoder)              \
  CALL(avcodec, avcodec_parameters_to_context)     \
  CALL(avformat, av_read_frame)                    \
  CALL(avformat, av_stream_get_side_data)          \
  CALL(avformat, avformat_alloc_context)           \
  CALL(avformat, avformat_close_input)             \
  CALL(avformat, avformat_find_stream_info)        \
  CALL(avformat, avformat_free_context)            \
  CALL(avformat, avformat_index_get_entries_count) \
  CALL(avformat, avformat_index_get_entry)         \
  CALL(avformat, avformat_open_input)              \
  CALL(avformat, avio_alloc_context)               \
  CALL(avformat, avio_context_free)                \
  CALL(swresample, swr_alloc_set_opts2)            \
  CALL(swresample, swr_convert)                    \
  CALL(swresample, swr_free)                       \
  CALL(swresample, swr_get_out_samples)            \
  CALL(swresample, swr_init)

struct Formats {
#define LYCEUM_FORMATS_MEMBER(library, name) decltype(&::name) name = nullptr;
  LYCEUM_FORMATS_CALLS(LYCEUM_FORMATS_MEMBER)
#undef LYCEUM_FORMATS_MEMBER

  // Error: codec_missing, with what is missing. The libraries stay for good.
  static Result<Formats> load();
};

}  // namespace lyceum::media
