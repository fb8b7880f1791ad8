#include "media/out/flv/muxer.hpp"

#include "wire/avc/opus.hpp"
#include "wire/flv/writer.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::size_t body_max = (1 << 24) - 64;      // of a tag, whose size has 24 bits
constexpr std::size_t unknown_max = 2 * 1024 * 1024;  // bytes held back while the tracks are not known
constexpr std::int64_t composition_max = (1 << 23) - 1;

std::size_t index_of(TrackKind kind) { return static_cast<std::size_t>(kind); }

std::int64_t milliseconds_of(MediaMicros time) { return std::chrono::floor<MediaMillis>(time).count(); }

// Wraps after 49 days, as the format does.
std::uint32_t timestamp(MediaMicros time) { return static_cast<std::uint32_t>(milliseconds_of(time)); }

flv::VideoCodec video_codec(Codec codec) {
  switch (codec) {
    case Codec::h265:
      return flv::VideoCodec::hevc;
    case Codec::av1:
      return flv::VideoCodec::av1;
    default:
      return flv::VideoCodec::avc;
  }
}

flv::AudioCodec audio_codec(Codec codec) {
  return codec == Codec::opus ? flv::AudioCodec::opus : flv::AudioCodec::aac;
}

void write_header(ByteWriter& out, MediaMicros at, const TrackConfig& config) {
  using flv::PacketKind;
  if (config.kind == TrackKind::video)
    return flv::write_video(
        out, timestamp(at),
        {PacketKind::config, video_codec(config.codec), true, 0, 0, config.decoder_config});
  const SharedBytes record = config.codec == Codec::opus
                                 ? SharedBytes(avc::opus_header(config.decoder_config.view()))
                                 : config.decoder_config;
  flv::write_audio(out, timestamp(at), {PacketKind::config, audio_codec(config.codec), 0, record});
}

void write_frame(ByteWriter& out, const Frame& frame) {
  using flv::PacketKind;
  if (frame.config->kind == TrackKind::audio)
    return flv::write_audio(out, timestamp(frame.dts),
                            {PacketKind::frame, audio_codec(frame.config->codec), 0, frame.payload});
  const std::int64_t composition = milliseconds_of(frame.pts) - milliseconds_of(frame.dts);
  flv::write_video(out, timestamp(frame.dts),
                   {PacketKind::frame, video_codec(frame.config->codec), frame.key,
                    static_cast<std::int32_t>(std::clamp(composition, -composition_max, composition_max)), 0,
                    frame.payload});
}

}  // namespace

void FlvMuxer::add(const Frame& frame) {
  if (frame.payload.size() > body_max) return;
  if (run_ != frame.run) begin_run(frame);
  const bool video = frame.config->kind == TrackKind::video;
  if (out_.size() == 0) from_ = frame.dts;
  until_ = frame.dts;
  seen_[index_of(frame.config->kind)] = true;
  auto& config = configs_[index_of(frame.config->kind)];
  if (config != frame.config) {
    config = frame.config;
    write_header(out_, frame.dts, *config);
  }
  const bool only_sound = !seen_[index_of(TrackKind::video)];
  if ((video && frame.key) || (only_sound && !start_)) start_ = Start{out_.size(), frame.dts};
  write_frame(out_, frame);
}

void FlvMuxer::begin_run(const Frame& frame) {
  run_ = frame.run;
  run_from_ = frame.dts;
  seen_ = {};
  start_.reset();
}

bool FlvMuxer::tracks_known() const {
  return (seen_[0] && seen_[1]) || until_ - run_from_ >= hear_out || out_.size() > unknown_max;
}

// The sound's configuration may have come behind the key frame: a second time does no harm.
FlvStart FlvMuxer::describe(Start start) const {
  auto headers = std::make_shared<FlvBatch>();
  ByteWriter out;
  for (const TrackKind kind : {TrackKind::video, TrackKind::audio})
    if (seen_[index_of(kind)]) write_header(out, start.time, *configs_[index_of(kind)]);
  headers->bytes = SharedBytes(out.take());
  headers->from = headers->until = start.time;
  const bool has_audio = seen_[index_of(TrackKind::audio)], has_video = seen_[index_of(TrackKind::video)];
  return {start.at, start.time, std::move(headers), flv_file_header(has_audio, has_video)};
}

FlvBatchPtr FlvMuxer::take() {
  if (out_.size() == 0 || !tracks_known()) return nullptr;
  auto batch = std::make_shared<FlvBatch>();
  batch->from = from_;
  batch->until = until_;
  if (start_) batch->start = describe(*start_);
  start_.reset();
  batch->bytes = SharedBytes(out_.take());
  out_ = ByteWriter(batch->bytes.size() + batch->bytes.size() / 4);
  return batch;
}

}  // namespace lyceum::media
