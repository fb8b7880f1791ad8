// For tests: a picture, left half red and right half blue, as a key frame of each codec; and a JPEG read
// back.
#pragma once

#include "media/codec/held.hpp"
#include "wire/avc/nal.hpp"
#include "wire/worker/message.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>

namespace lyceum::media {

struct Colour {
  int y = 0, u = 0, v = 0;
};

namespace test_picture {

inline constexpr Colour red{63, 102, 240}, blue{32, 240, 118};  // BT.709, limited range

// `noise`: how much each point's light differs, at most.
inline Held<AVFrame> painted(const Ffmpeg& ffmpeg, int width, int height, unsigned noise = 0) {
  auto frame = new_frame(ffmpeg);
  frame->format = AV_PIX_FMT_YUV420P;
  frame->width = width;
  frame->height = height;
  frame->colorspace = AVCOL_SPC_BT709;
  frame->pts = 0;
  if (ffmpeg.av_frame_get_buffer(frame.get(), 0) < 0) std::abort();
  const auto fill = [&](int plane, int w, int h, int left, int right) {
    for (int row = 0; row < h; ++row) {
      std::uint8_t* const line = frame->data[plane] + std::ptrdiff_t{row} * frame->linesize[plane];
      std::fill_n(line, w / 2, static_cast<std::uint8_t>(left));
      std::fill_n(line + w / 2, w - w / 2, static_cast<std::uint8_t>(right));
    }
  };
  fill(0, width, height, red.y, blue.y);
  fill(1, width / 2, height / 2, red.u, blue.u);
  fill(2, width / 2, height / 2, red.v, blue.v);
  std::minstd_rand random(1);
  for (int row = 0; noise > 0 && row < height; ++row)
    for (int column = 0; column < width; ++column)
      frame->data[0][std::ptrdiff_t{row} * frame->linesize[0] + column] +=
          static_cast<std::uint8_t>(random() % noise);
  return frame;
}

// All NAL units of one type.
inline std::vector<ByteView> units_of(const std::vector<ByteView>& nals, unsigned (*type)(ByteView),
                                      unsigned wanted) {
  std::vector<ByteView> found;
  std::ranges::copy_if(nals, std::back_inserter(found), [&](ByteView nal) { return type(nal) == wanted; });
  return found;
}

inline void append_unit(Bytes& to, ByteView nal) {
  to.push_back(static_cast<std::uint8_t>(nal.size() >> 8));
  to.push_back(static_cast<std::uint8_t>(nal.size()));
  to.insert(to.end(), nal.begin(), nal.end());
}

inline unsigned type_h264(ByteView nal) { return nal[0] & 0x1FU; }
inline unsigned type_h265(ByteView nal) { return nal[0] >> 1 & 0x3FU; }

inline Bytes avcc(const std::vector<ByteView>& nals) {
  const auto sps = units_of(nals, type_h264, 7), pps = units_of(nals, type_h264, 8);
  Bytes record{1, sps.at(0)[1], sps.at(0)[2], sps.at(0)[3], 0xFF, 0xE1};
  append_unit(record, sps.at(0));
  record.push_back(1);
  append_unit(record, pps.at(0));
  return record;
}

// ISO/IEC 14496-15 §8.3.3.1, with nothing told in advance that the parameter sets say themselves.
inline Bytes hvcc(const std::vector<ByteView>& nals) {
  Bytes record{1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93, 0xF0, 0, 0xFC, 0xFD, 0xF8, 0xF8, 0, 0, 0x0F, 3};
  for (const unsigned type : {32U, 33U, 34U}) {
    const auto units = units_of(nals, type_h265, type);
    record.insert(record.end(), {static_cast<std::uint8_t>(0x80 | type), 0, 1});
    append_unit(record, units.at(0));
  }
  return record;
}

// The encoder's first packet; `header`: what it says before.
inline Bytes encoded(const Ffmpeg& ffmpeg, const char* name, const AVFrame& frame, Bytes& header) {
  const AVCodec* const codec = ffmpeg.avcodec_find_encoder_by_name(name);
  if (codec == nullptr) std::abort();
  const auto context = new_context(ffmpeg, codec);
  context->width = frame.width;
  context->height = frame.height;
  context->pix_fmt = AV_PIX_FMT_YUV420P;
  context->colorspace = frame.colorspace;
  context->time_base = {1, 25};
  context->thread_count = 1;
  context->gop_size = 1;
  context->bit_rate = 1'000'000;
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  ffmpeg.av_opt_set(context->priv_data, "preset", "ultrafast", 0);
  ffmpeg.av_opt_set(context->priv_data, "tune", "zerolatency", 0);
  ffmpeg.av_opt_set(context->priv_data, "usage", "realtime", 0);
  ffmpeg.av_opt_set(context->priv_data, "cpu-used", "8", 0);
  if (ffmpeg.avcodec_open2(context.get(), codec, nullptr) < 0) std::abort();
  header.assign(context->extradata, context->extradata + context->extradata_size);
  const auto packet = new_packet(ffmpeg);
  if (ffmpeg.avcodec_send_frame(context.get(), &frame) < 0) std::abort();
  ffmpeg.avcodec_send_frame(context.get(), nullptr);
  if (ffmpeg.avcodec_receive_packet(context.get(), packet.get()) < 0) std::abort();
  return Bytes(packet->data, packet->data + packet->size);
}

}  // namespace test_picture

// An order for one key frame, without wishes.
inline worker::Draw test_order(const Ffmpeg& ffmpeg, worker::Codec codec, int width, int height,
                               unsigned noise = 0) {
  namespace t = test_picture;
  const auto frame = t::painted(ffmpeg, width, height, noise);
  worker::Draw order;
  order.codec = codec;
  Bytes header;
  if (codec == worker::Codec::av1) {
    order.key_frame = SharedBytes(t::encoded(ffmpeg, "libaom-av1", *frame, header));
    order.config = SharedBytes(Bytes{0x81, 0, 0x0C, 0});  // the sequence header stands in the key frame
    return order;
  }
  const bool is_h264 = codec == worker::Codec::h264;
  const Bytes picture = t::encoded(ffmpeg, is_h264 ? "libx264" : "libx265", *frame, header);
  const auto parameters = avc::split_start_codes(header);
  order.config = SharedBytes(is_h264 ? t::avcc(parameters) : t::hvcc(parameters));
  order.key_frame = SharedBytes(avc::join_length_prefixed(avc::split_start_codes(picture)));
  return order;
}

// The mean colours of its left and right quarter.
inline std::pair<Colour, Colour> sides_of(const Ffmpeg& ffmpeg, const worker::Picture& picture) {
  const AVCodec* const codec = ffmpeg.avcodec_find_decoder_by_name("mjpeg");
  const auto context = new_context(ffmpeg, codec);
  const auto packet = new_packet(ffmpeg);
  const auto frame = new_frame(ffmpeg);
  const ByteView jpeg = picture.jpeg.view();
  if (ffmpeg.avcodec_open2(context.get(), codec, nullptr) < 0 ||
      ffmpeg.av_new_packet(packet.get(), static_cast<int>(jpeg.size())) < 0)
    std::abort();
  std::ranges::copy(jpeg, packet->data);
  if (ffmpeg.avcodec_send_packet(context.get(), packet.get()) < 0 ||
      ffmpeg.avcodec_receive_frame(context.get(), frame.get()) < 0 || frame->width != picture.width ||
      frame->height != picture.height)
    return {};
  const auto mean = [&](int plane, int width, int height, bool right) {
    long sum = 0, count = 0;
    for (int row = 0; row < height; ++row)
      for (int column = 0; column < width / 4; ++column, ++count)
        sum += frame->data[plane][std::ptrdiff_t{row} * frame->linesize[plane] +
                                  (right ? width - 1 - column : column)];
    return static_cast<int>(sum / count);
  };
  const auto side = [&](bool right) {
    const int w = frame->width, h = frame->height;
    return Colour{mean(0, w, h, right), mean(1, w / 2, h / 2, right), mean(2, w / 2, h / 2, right)};
  };
  return {side(false), side(true)};
}

}  // namespace lyceum::media
