#include "media/in/rtmp/audio_track.hpp"

#include "wire/avc/aac.hpp"
#include "wire/avc/opus.hpp"

#include <algorithm>

namespace lyceum::media {

Result<void> AudioTrack::on_packet(const flv::AudioPacket& packet, MediaMicros time, Mono now,
                                   DemuxSink& sink, DemuxCounters& counters) {
  if (packet.kind != flv::PacketKind::config && packet.kind != flv::PacketKind::frame) return {};
  if (packet.body.empty() || report_foreign(packet.codec, sink)) return {};
  if (packet.kind == flv::PacketKind::config) return on_config(packet, sink);
  on_frame(packet, time, now, sink, counters);
  return {};
}

// True when the codec cannot be carried.
bool AudioTrack::report_foreign(flv::AudioCodec codec, DemuxSink& sink) {
  if (codec == flv::AudioCodec::aac || codec == flv::AudioCodec::opus) return false;
  const bool mp3 = codec == flv::AudioCodec::mp3;
  if (bool& said = mp3 ? said_mp3_ : said_codec_; !said) {
    said = true;
    sink.on_problem(mp3 ? problem_audio_mp3() : problem_audio_codec());
  }
  return true;
}

Result<void> AudioTrack::on_config(const flv::AudioPacket& packet, DemuxSink& sink) {
  if (packet.codec == codec_ && std::ranges::equal(packet.body.view(), raw_config_.view())) return {};
  if (packet.codec == flv::AudioCodec::aac) {
    LYCEUM_CHECK(read_aac(packet, sink));
  } else {
    LYCEUM_TRY(avc::OpusConfig opus, avc::read_opus_config(packet.body.view()));
    set_opus(opus.channels, std::move(opus.dops));
  }
  codec_ = packet.codec;
  raw_config_ = packet.body;
  return {};
}

Result<void> AudioTrack::read_aac(const flv::AudioPacket& packet, DemuxSink& sink) {
  const ByteView record = packet.body.view();
  LYCEUM_TRY(const avc::AacConfig aac, avc::read_aac_config(record));
  TrackConfig config;
  config.kind = TrackKind::audio;
  config.codec = Codec::aac;
  config.decoder_config = SharedBytes(Bytes(record.begin(), record.end()));
  config.rfc6381 = aac.rfc6381;
  config.sample_rate = aac.sample_rate;
  config.channels = aac.ps ? 2 : aac.channels;
  config_ = std::make_shared<const TrackConfig>(std::move(config));
  samples_per_frame_ = aac.samples_per_frame;
  rate_ = aac.sample_rate;
  if (aac.sbr && !std::exchange(said_he_aac_, true)) sink.on_problem(problem_audio_he_aac());
  return {};
}

void AudioTrack::set_opus(unsigned channels, Bytes dops) {
  TrackConfig config;
  config.kind = TrackKind::audio;
  config.codec = Codec::opus;
  config.decoder_config = SharedBytes(std::move(dops));
  config.rfc6381 = "opus";
  config.sample_rate = avc::opus_rate;
  config.channels = channels;
  config_ = std::make_shared<const TrackConfig>(std::move(config));
  codec_ = flv::AudioCodec::opus;
  rate_ = avc::opus_rate;
}

void AudioTrack::on_frame(const flv::AudioPacket& packet, MediaMicros time, Mono now, DemuxSink& sink,
                          DemuxCounters& counters) {
  if (packet.codec == flv::AudioCodec::opus && codec_ != flv::AudioCodec::opus) {
    const unsigned channels = avc::opus_channels(packet.body.view());
    set_opus(channels, avc::default_opus_config(channels).dops);
    raw_config_ = {};
  }
  if (packet.codec != codec_) {
    ++counters.without_config;
    return;
  }
  std::uint32_t samples = samples_per_frame_;
  if (codec_ == flv::AudioCodec::opus) {
    const auto told = avc::opus_samples(packet.body.view());
    if (!told) {
      ++counters.broken;
      return;
    }
    samples = *told;
  }
  const auto place = clock_.next(time + MediaMicros(packet.nano_offset / 1000), samples, rate_);
  if (!place) {
    ++counters.too_early;
    return;
  }
  ++counters.frames;
  sink.on_frame(std::make_shared<const Frame>(Frame{config_, *place, *place, true, packet.body, now}));
}

}  // namespace lyceum::media
