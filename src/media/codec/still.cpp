#include "media/codec/still.hpp"

#include "media/codec/decoder.hpp"
#include "media/codec/scale.hpp"

#include <algorithm>
#include <array>

namespace lyceum::media {
namespace {

// JPEG quantizers from good to what is left to try; 2 is the best, 31 the worst.
constexpr std::array<int, 5> qualities{3, 6, 12, 20, 31};

Result<Held<AVFrame>> decode(const Ffmpeg& ffmpeg, const worker::Draw& order) {
  LYCEUM_TRY(const auto decoder, open_decoder(ffmpeg, order.codec, order.config.view()));
  LYCEUM_TRY(const auto packet, packet_of(ffmpeg, order.key_frame.view()));
  packet->flags |= AV_PKT_FLAG_KEY;
  if (ffmpeg.avcodec_send_packet(decoder.get(), packet.get()) < 0) return Failure(bad_picture("its bytes"));
  ffmpeg.avcodec_send_packet(decoder.get(), nullptr);  // nothing follows: give out what you hold
  auto frame = new_frame(ffmpeg);
  if (!frame || ffmpeg.avcodec_receive_frame(decoder.get(), frame.get()) < 0)
    return Failure(bad_picture("no picture in it"));
  if (frame->width < 1 || frame->height < 1) return Failure(bad_picture("an empty picture"));
  return frame;
}

Result<SharedBytes> jpeg_at(const Ffmpeg& ffmpeg, AVFrame& frame, int quality) {
  const AVCodec* const encoder = ffmpeg.avcodec_find_encoder_by_name("mjpeg");
  if (encoder == nullptr) return Failure(bad_picture("no JPEG encoder"));
  const auto context = new_context(ffmpeg, encoder);
  const auto packet = new_packet(ffmpeg);
  if (!context || !packet) return Failure(bad_picture("no memory"));
  context->width = frame.width;
  context->height = frame.height;
  context->pix_fmt = static_cast<AVPixelFormat>(frame.format);
  context->color_range = AVCOL_RANGE_JPEG;
  context->time_base = {1, 1};
  context->thread_count = 1;
  context->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;  // no comment with a version in it
  context->global_quality = frame.quality = quality * FF_QP2LAMBDA;
  if (ffmpeg.avcodec_open2(context.get(), encoder, nullptr) < 0 ||
      ffmpeg.avcodec_send_frame(context.get(), &frame) < 0 ||
      ffmpeg.avcodec_receive_packet(context.get(), packet.get()) < 0)
    return Failure(bad_picture("not encoded"));
  return SharedBytes(Bytes(packet->data, packet->data + packet->size));
}

Result<SharedBytes> jpeg_within(const Ffmpeg& ffmpeg, AVFrame& frame, std::size_t bytes_max) {
  for (const int quality : qualities) {
    LYCEUM_TRY(auto jpeg, jpeg_at(ffmpeg, frame, quality));
    if (jpeg.size() <= bytes_max) return jpeg;
  }
  return Failure(bad_picture("too many bytes"));
}

}  // namespace

Result<std::vector<worker::Picture>> draw(const Ffmpeg& ffmpeg, const worker::Draw& order) {
  LYCEUM_TRY(const auto frame, decode(ffmpeg, order));
  std::vector<worker::Picture> pictures;
  for (const worker::Wish& wish : order.wishes) {
    const PictureSize size = fitted(*frame, wish.width, wish.height);
    LYCEUM_TRY(const auto small, scaled(ffmpeg, *frame, size, AVCOL_RANGE_JPEG));
    LYCEUM_TRY(auto jpeg, jpeg_within(ffmpeg, *small, wish.bytes_max));
    pictures.push_back(
        {static_cast<std::uint16_t>(size.width), static_cast<std::uint16_t>(size.height), std::move(jpeg)});
  }
  return pictures;
}

}  // namespace lyceum::media
