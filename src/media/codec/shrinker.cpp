#include "media/codec/shrinker.hpp"

#include "media/codec/decoder.hpp"
#include "media/codec/scale.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/nal.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::size_t key_times_max = 64;
constexpr int micros = 1'000'000;

// What x264 is told; the rest is its preset's. No frame is held back, and no key frame is of its own making.
constexpr std::pair<const char*, const char*> settings[] = {
    {"preset", "superfast"}, {"tune", "zerolatency"}, {"profile", "main"},
    {"crf", "25"},           {"forced-idr", "1"},     {"sc_threshold", "0"},
};

Bytes without_start_codes(ByteView bytes) { return avc::join_length_prefixed(avc::split_start_codes(bytes)); }

ByteView first_of(const std::vector<ByteView>& nals, unsigned type) {
  const auto found =
      std::ranges::find_if(nals, [&](ByteView nal) { return avc::h264_nal_type(nal) == type; });
  return found == nals.end() ? ByteView() : *found;
}

}  // namespace

Result<Shrinker> Shrinker::open(const Ffmpeg& ffmpeg, const worker::Begin& order) {
  LYCEUM_TRY(auto decoder, open_decoder(ffmpeg, order.codec, order.config.view()));
  worker::Begin kept = order;
  kept.config = {};
  return Shrinker(ffmpeg, std::move(kept), std::move(decoder));
}

Result<void> Shrinker::feed(const worker::Feed& frame, const Sink& sink) {
  LYCEUM_TRY(const auto packet, packet_of(*ffmpeg_, frame.payload.view()));
  packet->dts = frame.dts;
  packet->pts = frame.pts;
  if (frame.key) {
    packet->flags |= AV_PKT_FLAG_KEY;
    key_times_.insert(frame.pts);
    if (key_times_.size() > key_times_max) key_times_.erase(key_times_.begin());
  }
  ffmpeg_->avcodec_send_packet(decoder_.get(), packet.get());
  const auto picture = new_frame(*ffmpeg_);
  if (!picture) return Failure(bad_picture("no memory"));
  while (ffmpeg_->avcodec_receive_frame(decoder_.get(), picture.get()) >= 0)
    LYCEUM_CHECK(encode(*picture, sink));
  return {};
}

Result<void> Shrinker::encode(AVFrame& picture, const Sink& sink) {
  const std::int64_t pts = picture.pts;
  const bool key = key_times_.erase(pts) > 0;
  const bool too_soon = last_ && pts - *last_ < frame_min_us;
  if (pts < 0 || (last_ && pts <= *last_) || (too_soon && !key)) return {};
  if (!encoder_) {
    if (!key) return {};  // from a key frame on
    LYCEUM_CHECK(open_encoder(picture, sink));
  }
  if (picture.width != width_ || picture.height != height_) return Failure(bad_picture("another size"));
  const PictureSize size{encoder_->width, encoder_->height};
  LYCEUM_TRY(const auto small, scaled(*ffmpeg_, picture, size, AVCOL_RANGE_MPEG));
  small->pts = pts;
  small->pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
  last_ = pts;
  if (ffmpeg_->avcodec_send_frame(encoder_.get(), small.get()) < 0)
    return Failure(bad_picture("not encoded"));
  return give_out(sink);
}

Result<void> Shrinker::open_encoder(const AVFrame& picture, const Sink& sink) {
  const AVCodec* const codec = ffmpeg_->avcodec_find_encoder_by_name("libx264");
  if (codec == nullptr) return Failure(bad_picture("no encoder"));
  encoder_ = new_context(*ffmpeg_, codec);
  if (!encoder_) return Failure(bad_picture("no memory"));
  const PictureSize size = fitted(picture, worker::side_max, order_.height);
  width_ = picture.width;
  height_ = picture.height;
  encoder_->width = size.width;
  encoder_->height = size.height;
  encoder_->pix_fmt = AV_PIX_FMT_YUV420P;
  encoder_->colorspace = picture.colorspace;
  encoder_->color_primaries = picture.color_primaries;
  encoder_->color_trc = picture.color_trc;
  encoder_->time_base = {1, micros};
  encoder_->framerate = {30, 1};  // for the rate control alone
  encoder_->thread_count = 1;
  encoder_->gop_size = 1'000'000;
  encoder_->rc_max_rate = std::int64_t{order_.kbps} * 1000;
  encoder_->rc_buffer_size = static_cast<int>(order_.kbps * 1000);
  encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  for (const auto& [name, value] : settings) ffmpeg_->av_opt_set(encoder_->priv_data, name, value, 0);
  if (ffmpeg_->avcodec_open2(encoder_.get(), codec, nullptr) < 0) return Failure(bad_picture("encoder"));
  const auto nals = avc::split_start_codes(
      ByteView(encoder_->extradata, static_cast<std::size_t>(std::max(0, encoder_->extradata_size))));
  const ByteView sps = first_of(nals, avc::h264_sps), pps = first_of(nals, avc::h264_pps);
  if (sps.size() < 4 || pps.empty()) return Failure(bad_picture("parameter sets"));
  sink(worker::SmallConfig{static_cast<std::uint16_t>(size.width), static_cast<std::uint16_t>(size.height),
                           SharedBytes(avc::make_h264_config(sps, pps))});
  return {};
}

Result<void> Shrinker::give_out(const Sink& sink) {
  const auto packet = new_packet(*ffmpeg_);
  if (!packet) return Failure(bad_picture("no memory"));
  while (ffmpeg_->avcodec_receive_packet(encoder_.get(), packet.get()) >= 0) {
    const ByteView bytes(packet->data, static_cast<std::size_t>(packet->size));
    if (!avc::starts_with_start_code(bytes) || bytes.size() > worker::small_frame_max)
      return Failure(bad_picture("not encoded"));
    sink(worker::SmallFrame{packet->pts, (packet->flags & AV_PKT_FLAG_KEY) != 0,
                            SharedBytes(without_start_codes(bytes))});
    ffmpeg_->av_packet_unref(packet.get());
  }
  return {};
}

}  // namespace lyceum::media
