// Turns video packets of RTMP into frames.
#pragma once

#include "media/in/rtmp/demux_sink.hpp"
#include "wire/flv/video_tag.hpp"

#include <optional>
#include <vector>

namespace lyceum::media {

// Rules:
// - NAL units leave with lengths of four bytes, whatever the encoder sent: lengths of 1, 2 or 4, or start
// codes.
// - A frame is a key frame by what it holds (IDR; BLA, IDR or CRA), not by the flag, which some encoders set
// wrongly.
//   AV1 goes by the flag.
// - The same configuration again changes nothing; another one is a new TrackConfig from the next frame on.
// B-frames
//   are announced by the SPS or, where it is silent, by a first frame with a composition time.
// - A decode time that falls back by at most half a second, or stands still, becomes 1 ms after the one
// before; one
//   that falls further is a restarted clock and passes, for the hub starts a new run there.
// - A composition time of 10 s and more is taken as 0.
class VideoTrack {
 public:
  // `time`: the message's timestamp. Errors: a configuration that cannot be read, 30 broken frames in a row.
  Result<void> on_packet(const flv::VideoPacket& packet, MediaMicros time, Mono now, DemuxSink& sink,
                         DemuxCounters& counters);

 private:
  struct AccessUnit {
    std::vector<ByteView> nals;   // borrowed
    bool as_it_shall_be = false;  // nothing to rewrite
  };

  Result<void> on_config(const flv::VideoPacket& packet, DemuxSink& sink);
  Result<TrackConfig> read_config(const flv::VideoPacket& packet, DemuxSink& sink);
  void report(bool applies, bool& said, const Error& problem, DemuxSink& sink);
  Result<void> on_frame(const flv::VideoPacket& packet, MediaMicros time, Mono now, DemuxSink& sink,
                        DemuxCounters& counters);
  Result<void> on_broken(DemuxCounters& counters);
  std::optional<AccessUnit> read_unit(ByteView body) const;
  MediaMicros rising(MediaMicros dts, DemuxCounters& counters);
  void settle_config(const flv::VideoPacket& packet);

  flv::VideoCodec codec_ = flv::VideoCodec::other;  // of the configuration
  SharedBytes raw_config_;                          // as it was sent
  unsigned nal_length_size_ = 4;
  std::optional<TrackConfig> next_;  // read, but no frame has come yet
  bool reordering_unknown_ = false;  // next_'s parameter sets do not say
  std::shared_ptr<const TrackConfig> config_;
  std::optional<MediaMicros> last_dts_;
  int broken_in_a_row_ = 0;
  bool said_codec_ = false, said_depth_ = false, said_chroma_ = false;
};

}  // namespace lyceum::media
