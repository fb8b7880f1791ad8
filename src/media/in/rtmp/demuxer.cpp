#include "media/in/rtmp/demuxer.hpp"

namespace lyceum::media {

Result<void> RtmpDemuxer::on_video(const SharedBytes& body, std::uint32_t timestamp_ms, Mono now,
                                   DemuxSink& sink) {
  LYCEUM_TRY(const flv::VideoPacket packet, flv::read_video(body));
  return video_.on_packet(packet, time_.unwrap(timestamp_ms), now, sink, counters_);
}

Result<void> RtmpDemuxer::on_audio(const SharedBytes& body, std::uint32_t timestamp_ms, Mono now,
                                   DemuxSink& sink) {
  LYCEUM_TRY(const flv::AudioPacket packet, flv::read_audio(body));
  return audio_.on_packet(packet, time_.unwrap(timestamp_ms), now, sink, counters_);
}

}  // namespace lyceum::media
