// Turns the audio and video messages of one RTMP publication into frames. No IO; `now` is when the message
// was complete.
//
// Audio and video do not wait for each other. Frame times are the encoder's own milliseconds, continued over
// their wrap; the hub gives the stream its time.
#pragma once

#include "media/in/rtmp/audio_track.hpp"
#include "media/in/rtmp/timestamp.hpp"
#include "media/in/rtmp/video_track.hpp"

namespace lyceum::media {

class RtmpDemuxer {
 public:
  // `body`: of the message; frames share it. Errors: malformed to the point where going on makes no sense.
  Result<void> on_video(const SharedBytes& body, std::uint32_t timestamp_ms, Mono now, DemuxSink& sink);
  Result<void> on_audio(const SharedBytes& body, std::uint32_t timestamp_ms, Mono now, DemuxSink& sink);

  const DemuxCounters& counters() const { return counters_; }

 private:
  TimestampUnwrapper time_;
  VideoTrack video_;
  AudioTrack audio_;
  DemuxCounters counters_;
};

}  // namespace lyceum::media
