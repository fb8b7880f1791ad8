#include "media/codec/sound_maker.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace lyceum::media {
namespace {

using Why = worker::Useless;
using worker::UnitTrack;

constexpr std::int64_t bit_rate_a_channel = 64'000;
constexpr std::size_t waiting_max = 48'000 * 30;  // samples: as silence fills up, it is coded
constexpr std::int64_t prelude_max_us = 10'000'000;
constexpr std::int64_t far_us = 24LL * 3600 * 1'000'000;

// AAC has more rates; browsers have these for sure.
int rate_for(int rate) { return rate == 44'100 || rate == 22'050 || rate == 11'025 ? 44'100 : 48'000; }

}  // namespace

SoundMaker::SoundMaker(const Ffmpeg& ffmpeg, const Formats& formats, const AVStream& stream,
                       std::int64_t start_us)
    : ffmpeg_(ffmpeg),
      formats_(formats),
      base_(stream.time_base),
      start_us_(start_us),
      decoder_(nullptr, {&ffmpeg}),
      encoder_(nullptr, {&ffmpeg}) {}

SoundMaker::~SoundMaker() { formats_.swr_free(&resampler_); }

Usable<std::unique_ptr<TrackReader>> SoundMaker::open(const Ffmpeg& ffmpeg, const Formats& formats,
                                                      const OpenedFile& file) {
  const AVStream& stream = *file.sound();
  std::unique_ptr<SoundMaker> maker(new SoundMaker(ffmpeg, formats, stream, file.start_us()));
  const AVCodec* const codec = formats.avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) return Useless(Why::codec);
  maker->decoder_ = new_context(ffmpeg, codec);
  AVCodecContext* const decoder = maker->decoder_.get();
  if (decoder == nullptr || formats.avcodec_parameters_to_context(decoder, stream.codecpar) < 0)
    return Useless(Why::damaged);
  decoder->thread_count = 1;
  decoder->pkt_timebase = stream.time_base;
  if (ffmpeg.avcodec_open2(decoder, codec, nullptr) < 0) return Useless(Why::codec);
  if (auto opened = maker->open_encoder(); !opened) return Useless(opened.error());
  return maker;
}

Usable<void> SoundMaker::open_encoder() {
  const AVCodec* const codec = ffmpeg_.avcodec_find_encoder_by_name("aac");
  if (codec == nullptr) return Useless(Why::codec);
  encoder_ = new_context(ffmpeg_, codec);
  if (!encoder_) return Useless(Why::damaged);
  const int channels = decoder_->ch_layout.nb_channels == 1 ? 1 : 2;
  encoder_->sample_rate = rate_for(decoder_->sample_rate);
  encoder_->sample_fmt = AV_SAMPLE_FMT_FLTP;
  encoder_->bit_rate = channels * bit_rate_a_channel;
  encoder_->time_base = {1, encoder_->sample_rate};
  encoder_->thread_count = 1;
  encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  formats_.av_channel_layout_default(&encoder_->ch_layout, channels);
  if (ffmpeg_.avcodec_open2(encoder_.get(), codec, nullptr) < 0 || encoder_->extradata_size <= 0)
    return Useless(Why::codec);
  return {};
}

Usable<void> SoundMaker::take(AVPacket& packet, UnitSink& sink) {
  ffmpeg_.avcodec_send_packet(decoder_.get(), &packet);
  return decoded(sink);
}

Usable<void> SoundMaker::finish(UnitSink& sink) {
  ffmpeg_.avcodec_send_packet(decoder_.get(), nullptr);
  if (auto rest = decoded(sink); !rest) return rest;
  if (auto rest = encode(sink, true); !rest) return rest;
  ffmpeg_.avcodec_send_frame(encoder_.get(), nullptr);
  return give_out(sink);
}

Usable<void> SoundMaker::decoded(UnitSink& sink) {
  const auto sound = new_frame(ffmpeg_);
  if (!sound) return Useless(Why::damaged);
  while (ffmpeg_.avcodec_receive_frame(decoder_.get(), sound.get()) >= 0)
    if (auto placed = place(*sound, sink); !placed) return placed;
  return {};
}

Usable<void> SoundMaker::place(const AVFrame& sound, UnitSink& sink) {
  if (sound.best_effort_timestamp != AV_NOPTS_VALUE) {
    const std::int64_t pts = in_micros(sound.best_effort_timestamp, base_);
    if (pts > start_us_ + far_us || pts < start_us_ - far_us) return {};
    // What begins a little later than the file begins with silence.
    if (!first_us_) first_us_ = pts - start_us_ < prelude_max_us ? std::min(pts, start_us_) : pts;
    for (std::int64_t missing = pts - *first_us_ - micros_of(placed_); missing > apart_max_us;
         missing = pts - *first_us_ - micros_of(placed_)) {
      keep_in_step(missing);
      if (auto coded = encode(sink, false); !coded) return coded;
    }
    const std::int64_t early = *first_us_ + micros_of(placed_) - pts;
    drop_ = early > apart_max_us ? early * encoder_->sample_rate / 1'000'000 : 0;
  }
  if (!first_us_) first_us_ = start_us_;
  if (auto taken = resample(sound); !taken) return taken;
  return encode(sink, false);
}

// A piece of silence, at most as long as may wait.
void SoundMaker::keep_in_step(std::int64_t missing_us) {
  const auto samples =
      std::clamp<std::int64_t>(missing_us * encoder_->sample_rate / 1'000'000, 1, waiting_max);
  for (int i = 0; i < encoder_->ch_layout.nb_channels; ++i)
    waiting_[static_cast<std::size_t>(i)].insert(waiting_[static_cast<std::size_t>(i)].end(),
                                                 static_cast<std::size_t>(samples), 0.0F);
  placed_ += samples;
}

bool SoundMaker::prepare_resampler(const AVFrame& sound) {
  const std::array<int, 3> shape{sound.sample_rate, sound.ch_layout.nb_channels, sound.format};
  if (resampler_ != nullptr && shape == shape_) return true;
  formats_.swr_free(&resampler_);
  AVChannelLayout from = sound.ch_layout;
  if (from.order == AV_CHANNEL_ORDER_UNSPEC) formats_.av_channel_layout_default(&from, from.nb_channels);
  shape_ = shape;
  return formats_.swr_alloc_set_opts2(&resampler_, &encoder_->ch_layout, AV_SAMPLE_FMT_FLTP,
                                      encoder_->sample_rate, &from, static_cast<AVSampleFormat>(sound.format),
                                      sound.sample_rate, 0, nullptr) >= 0 &&
         formats_.swr_init(resampler_) >= 0;
}

Usable<void> SoundMaker::resample(const AVFrame& sound) {
  if (sound.nb_samples <= 0 || sound.sample_rate <= 0 || sound.sample_rate > 768'000) return {};
  if (!prepare_resampler(sound)) return Useless(Why::codec);
  const int room = formats_.swr_get_out_samples(resampler_, sound.nb_samples);
  if (room <= 0 || room > static_cast<int>(waiting_max)) return {};
  std::array<std::vector<float>, 2> made{std::vector<float>(static_cast<std::size_t>(room)),
                                         std::vector<float>(static_cast<std::size_t>(room))};
  std::array<std::uint8_t*, 2> to{};
  for (std::size_t i = 0; i < to.size(); ++i) {
    void* const begin = made[i].data();
    to[i] = static_cast<std::uint8_t*>(begin);
  }
  const int got = formats_.swr_convert(
      resampler_, to.data(), room, const_cast<const std::uint8_t**>(sound.extended_data), sound.nb_samples);
  if (got < 0) return Useless(Why::damaged);
  const std::int64_t left_out = std::min<std::int64_t>(drop_, got);
  drop_ -= left_out;
  for (int i = 0; i < encoder_->ch_layout.nb_channels; ++i) {
    const auto& from = made[static_cast<std::size_t>(i)];
    waiting_[static_cast<std::size_t>(i)].insert(waiting_[static_cast<std::size_t>(i)].end(),
                                                 from.begin() + left_out, from.begin() + got);
  }
  placed_ += got - left_out;
  return {};
}

// `all`: the last frame may be shorter than the others.
Usable<void> SoundMaker::encode(UnitSink& sink, bool all) {
  const auto whole = static_cast<std::size_t>(encoder_->frame_size);
  while (waiting_[0].size() >= whole || (all && !waiting_[0].empty())) {
    const std::size_t count = std::min(whole, waiting_[0].size());
    const auto frame = new_frame(ffmpeg_);
    if (!frame) return Useless(Why::damaged);
    frame->format = AV_SAMPLE_FMT_FLTP;
    frame->nb_samples = static_cast<int>(count);
    frame->sample_rate = encoder_->sample_rate;
    frame->ch_layout = encoder_->ch_layout;
    frame->pts = coded_;
    if (ffmpeg_.av_frame_get_buffer(frame.get(), 0) < 0) return Useless(Why::damaged);
    for (int i = 0; i < encoder_->ch_layout.nb_channels; ++i) {
      auto& from = waiting_[static_cast<std::size_t>(i)];
      void* const to = frame->data[i];
      std::copy_n(from.begin(), count, static_cast<float*>(to));
      from.erase(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
    }
    coded_ += static_cast<std::int64_t>(count);
    if (ffmpeg_.avcodec_send_frame(encoder_.get(), frame.get()) < 0) return Useless(Why::damaged);
    if (auto given = give_out(sink); !given) return given;
  }
  return {};
}

Usable<void> SoundMaker::give_out(UnitSink& sink) {
  const auto packet = new_packet(ffmpeg_);
  if (!packet) return Useless(Why::damaged);
  while (ffmpeg_.avcodec_receive_packet(encoder_.get(), packet.get()) >= 0) {
    if (!std::exchange(told_, true))
      sink.config(UnitTrack::sound,
                  Bytes(encoder_->extradata, encoder_->extradata + encoder_->extradata_size));
    // What the encoder begins with, before the first sample, is left out.
    if (packet->pts >= 0) {
      const std::int64_t time = *first_us_ + micros_of(packet->pts);
      sink.unit(UnitTrack::sound, time, time, true, Bytes(packet->data, packet->data + packet->size));
    }
    ffmpeg_.av_packet_unref(packet.get());
  }
  return {};
}

}  // namespace lyceum::media
