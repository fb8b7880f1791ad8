#include "media/codec/decoder.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

// By name: hardware and wrappers of the same format are not meant. No demuxer, no protocol, no parser: what
// is decoded is what the server has handed over.
const char* decoder_name(worker::Codec codec) {
  switch (codec) {
    case worker::Codec::h264:
      return "h264";
    case worker::Codec::h265:
      return "hevc";
    case worker::Codec::av1:
      return "libdav1d";
  }
  return "";
}

}  // namespace

Error bad_picture(const char* what) {
  return {.status = 400,
          .code = "bad_picture",
          .en = "The picture cannot be decoded.",
          .zh = "画面无法解码。",
          .detail = what};
}

Result<Held<AVCodecContext>> open_decoder(const Ffmpeg& ffmpeg, worker::Codec codec, ByteView config) {
  const AVCodec* const decoder = ffmpeg.avcodec_find_decoder_by_name(decoder_name(codec));
  if (decoder == nullptr) return Failure(bad_picture("no decoder"));
  auto context = new_context(ffmpeg, decoder);
  if (!context) return Failure(bad_picture("no memory"));
  context->thread_count = 1;
  context->max_pixels = pixels_max;
  context->extradata =
      static_cast<std::uint8_t*>(ffmpeg.av_mallocz(config.size() + AV_INPUT_BUFFER_PADDING_SIZE));
  if (context->extradata == nullptr) return Failure(bad_picture("no memory"));
  std::ranges::copy(config, context->extradata);
  context->extradata_size = static_cast<int>(config.size());
  if (ffmpeg.avcodec_open2(context.get(), decoder, nullptr) < 0)
    return Failure(bad_picture("its configuration"));
  return context;
}

Result<Held<AVPacket>> packet_of(const Ffmpeg& ffmpeg, ByteView bytes) {
  auto packet = new_packet(ffmpeg);
  if (!packet || ffmpeg.av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
    return Failure(bad_picture("no memory"));
  std::ranges::copy(bytes, packet->data);
  return packet;
}

}  // namespace lyceum::media
