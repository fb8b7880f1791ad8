// FFmpeg's objects, each given back when its owner goes.
#pragma once

#include "media/codec/ffmpeg.hpp"

#include <memory>

namespace lyceum::media {

struct GiveBack {
  const Ffmpeg* ffmpeg;
  void operator()(AVCodecContext* context) const { ffmpeg->avcodec_free_context(&context); }
  void operator()(AVFrame* frame) const { ffmpeg->av_frame_free(&frame); }
  void operator()(AVPacket* packet) const { ffmpeg->av_packet_free(&packet); }
  void operator()(SwsContext* scaler) const { ffmpeg->sws_freeContext(scaler); }
};

template <class T>
using Held = std::unique_ptr<T, GiveBack>;

inline Held<AVFrame> new_frame(const Ffmpeg& ffmpeg) { return {ffmpeg.av_frame_alloc(), {&ffmpeg}}; }
inline Held<AVPacket> new_packet(const Ffmpeg& ffmpeg) { return {ffmpeg.av_packet_alloc(), {&ffmpeg}}; }
inline Held<AVCodecContext> new_context(const Ffmpeg& ffmpeg, const AVCodec* codec) {
  return {ffmpeg.avcodec_alloc_context3(codec), {&ffmpeg}};
}

}  // namespace lyceum::media
