#include "media/codec/picture_maker.hpp"

#include "media/codec/decoder.hpp"
#include "media/codec/scale.hpp"
#include "media/codec/track_copy.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/nal.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

using Why = worker::Useless;
using worker::UnitTrack;

constexpr int micros = 1'000'000;
constexpr std::int64_t far_us = 24LL * 3600 * micros;

// Nobody waits for it, and it is watched for years: better than live, with room for a worker without threads.
constexpr std::pair<const char*, const char*> settings[] = {
    {"preset", "veryfast"}, {"profile", "high"},   {"crf", "23"},
    {"forced-idr", "1"},    {"sc_threshold", "0"}, {"x264-params", "sync-lookahead=0:sliced-threads=0"},
};

// At most, by the shorter side.
std::int64_t rate_max(int lines) {
  if (lines > 720) return 6'000'000;
  if (lines > 480) return 3'500'000;
  return lines > 360 ? 2'000'000 : 1'200'000;
}

ByteView first_of(const std::vector<ByteView>& nals, unsigned type) {
  const auto found =
      std::ranges::find_if(nals, [&](ByteView nal) { return avc::h264_nal_type(nal) == type; });
  return found == nals.end() ? ByteView() : *found;
}

}  // namespace

PictureMaker::PictureMaker(const Ffmpeg& ffmpeg, const AVStream& stream, std::int64_t start_us, Turn turn)
    : ffmpeg_(ffmpeg),
      base_(stream.time_base),
      start_us_(start_us),
      turn_(turn),
      decoder_(nullptr, {&ffmpeg}),
      encoder_(nullptr, {&ffmpeg}),
      now_(nullptr, {&ffmpeg}) {}

Usable<std::unique_ptr<TrackReader>> PictureMaker::open(const Ffmpeg& ffmpeg, const Formats& formats,
                                                        const OpenedFile& file) {
  const AVStream& stream = *file.picture();
  std::unique_ptr<PictureMaker> maker(
      new PictureMaker(ffmpeg, stream, file.start_us(), Turn::of(display_matrix(formats, stream))));
  const AVCodec* const codec = formats.avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) return Useless(Why::codec);
  maker->decoder_ = new_context(ffmpeg, codec);
  AVCodecContext* const decoder = maker->decoder_.get();
  if (decoder == nullptr || formats.avcodec_parameters_to_context(decoder, stream.codecpar) < 0)
    return Useless(Why::damaged);
  decoder->thread_count = 1;
  decoder->max_pixels = pixels_max;
  decoder->pkt_timebase = stream.time_base;
  if (ffmpeg.avcodec_open2(decoder, codec, nullptr) < 0) return Useless(Why::codec);
  return maker;
}

Usable<void> PictureMaker::take(AVPacket& packet, UnitSink& sink) {
  ffmpeg_.avcodec_send_packet(decoder_.get(), &packet);
  return decoded(sink);
}

Usable<void> PictureMaker::finish(UnitSink& sink) {
  ffmpeg_.avcodec_send_packet(decoder_.get(), nullptr);
  if (auto rest = decoded(sink); !rest) return rest;
  if (!encoder_) return {};
  ffmpeg_.avcodec_send_frame(encoder_.get(), nullptr);
  return give_out(sink);
}

Usable<void> PictureMaker::decoded(UnitSink& sink) {
  const auto picture = new_frame(ffmpeg_);
  if (!picture) return Useless(Why::damaged);
  while (ffmpeg_.avcodec_receive_frame(decoder_.get(), picture.get()) >= 0) {
    if (picture->best_effort_timestamp == AV_NOPTS_VALUE) continue;
    const std::int64_t pts = in_micros(picture->best_effort_timestamp, base_);
    if (auto placed = place(*picture, pts, sink); !placed) return placed;
  }
  return {};
}

// A picture stands until the next one: where that is far away it is coded again now and then.
Usable<void> PictureMaker::place(AVFrame& picture, std::int64_t pts, UnitSink& sink) {
  if (pts < start_us_ - frame_min_us || pts > start_us_ + far_us) return {};
  if (last_ && pts - *last_ < frame_min_us) return {};
  if (!encoder_)
    if (auto opened = open_encoder(picture, sink); !opened) return opened;
  while (last_ && pts - *last_ > still_every_us + frame_min_us)
    if (auto again = encode(*last_ + still_every_us, sink); !again) return again;
  auto made = shaped(picture);
  if (!made) return Useless(Why::codec);
  now_ = std::move(*made);
  return encode(pts, sink);
}

// As the encoder takes it: its size, its format, upright.
Result<Held<AVFrame>> PictureMaker::shaped(AVFrame& picture) const {
  PictureSize size{encoder_->width, encoder_->height};
  if (turn_.is_sideways()) std::swap(size.width, size.height);
  LYCEUM_TRY(auto made, scaled(ffmpeg_, picture, size, AVCOL_RANGE_MPEG));
  if (turn_.is_none()) return made;
  made = turned(ffmpeg_, *made, turn_);
  if (!made) return Failure(bad_picture("no memory"));
  return made;
}

Usable<void> PictureMaker::encode(std::int64_t pts, UnitSink& sink) {
  const bool key = !last_key_ || pts - *last_key_ >= key_every_us - frame_min_us;
  now_->pts = pts;
  now_->pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
  last_ = pts;
  if (key) last_key_ = pts;
  if (ffmpeg_.avcodec_send_frame(encoder_.get(), now_.get()) < 0) return Useless(Why::damaged);
  return give_out(sink);
}

Usable<void> PictureMaker::open_encoder(const AVFrame& picture, UnitSink& sink) {
  const AVCodec* const codec = ffmpeg_.avcodec_find_encoder_by_name("libx264");
  if (codec == nullptr) return Useless(Why::codec);
  encoder_ = new_context(ffmpeg_, codec);
  if (!encoder_) return Useless(Why::damaged);
  const bool lies = picture.width >= picture.height;
  PictureSize size =
      fitted(picture, lies ? long_side_max : short_side_max, lies ? short_side_max : long_side_max);
  if (turn_.is_sideways()) std::swap(size.width, size.height);
  encoder_->width = std::max(size.width, 16);
  encoder_->height = std::max(size.height, 16);
  encoder_->pix_fmt = AV_PIX_FMT_YUV420P;
  encoder_->color_range = picture.color_range;
  encoder_->colorspace = picture.colorspace;
  encoder_->color_primaries = picture.color_primaries;
  encoder_->color_trc = picture.color_trc;
  encoder_->time_base = {1, micros};
  encoder_->framerate = {30, 1};  // for the rate control alone
  encoder_->thread_count = 1;
  encoder_->gop_size = 1000;
  encoder_->rc_max_rate = rate_max(std::min(size.width, size.height));
  encoder_->rc_buffer_size = static_cast<int>(2 * encoder_->rc_max_rate);
  encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  for (const auto& [name, value] : settings) ffmpeg_.av_opt_set(encoder_->priv_data, name, value, 0);
  if (ffmpeg_.avcodec_open2(encoder_.get(), codec, nullptr) < 0) return Useless(Why::codec);
  const auto nals = avc::split_start_codes(
      ByteView(encoder_->extradata, static_cast<std::size_t>(std::max(0, encoder_->extradata_size))));
  const ByteView sps = first_of(nals, avc::h264_sps), pps = first_of(nals, avc::h264_pps);
  if (sps.size() < 4 || pps.empty()) return Useless(Why::codec);
  sink.config(UnitTrack::picture, avc::make_h264_config(sps, pps));
  return {};
}

Usable<void> PictureMaker::give_out(UnitSink& sink) {
  const auto packet = new_packet(ffmpeg_);
  if (!packet) return Useless(Why::damaged);
  while (ffmpeg_.avcodec_receive_packet(encoder_.get(), packet.get()) >= 0) {
    const ByteView bytes(packet->data, static_cast<std::size_t>(packet->size));
    sink.unit(UnitTrack::picture, packet->dts, packet->pts, (packet->flags & AV_PKT_FLAG_KEY) != 0,
              avc::join_length_prefixed(avc::split_start_codes(bytes)));
    ffmpeg_.av_packet_unref(packet.get());
  }
  return {};
}

}  // namespace lyceum::media
