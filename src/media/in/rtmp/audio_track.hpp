// Turns audio packets of RTMP into frames.
#pragma once

#include "media/in/rtmp/demux_sink.hpp"
#include "media/in/rtmp/sample_clock.hpp"
#include "wire/flv/audio_tag.hpp"

namespace lyceum::media {

// The same configuration again changes nothing; another one is a new TrackConfig. Opus without a
// configuration gets the usual one; AAC waits for its own. Time: sample_clock.hpp.
class AudioTrack {
 public:
  // `time`: the message's timestamp. Error: a configuration that cannot be read.
  Result<void> on_packet(const flv::AudioPacket& packet, MediaMicros time, Mono now, DemuxSink& sink,
                         DemuxCounters& counters);

 private:
  Result<void> on_config(const flv::AudioPacket& packet, DemuxSink& sink);
  Result<void> read_aac(const flv::AudioPacket& packet, DemuxSink& sink);
  void set_opus(unsigned channels, Bytes dops);
  void on_frame(const flv::AudioPacket& packet, MediaMicros time, Mono now, DemuxSink& sink,
                DemuxCounters& counters);
  bool report_foreign(flv::AudioCodec codec, DemuxSink& sink);

  flv::AudioCodec codec_ = flv::AudioCodec::other;  // of the configuration
  SharedBytes raw_config_;                          // as it was sent
  std::shared_ptr<const TrackConfig> config_;
  std::uint32_t samples_per_frame_ = 0;  // AAC; Opus packets tell their own
  std::uint32_t rate_ = 0;               // of the samples counted
  SampleClock clock_;
  bool said_mp3_ = false, said_codec_ = false, said_he_aac_ = false;
};

}  // namespace lyceum::media
