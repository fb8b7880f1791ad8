// Low-latency HLS of one stream: frames in, CMAF parts and playlists out.
//
// Pure: `now` is passed in, everything goes to the sink. Lives on the stream's home loop.
//  - Sound is a rendition of its own, cut where the video is, so that listening alone costs nothing.
//  - What there is starts at once: 333 ms of one kind alone are enough to begin without the other.
//  - A break (the encoder returned after a gap, a codec changed, a track came) ends the segment of both
//  renditions and is
//    a discontinuity in both. Within a stream a change of the sound waits for a key frame, for video must
//    start on one.
//  - A smaller rendition of the video may come beside it, and may stop at any moment (small_line.hpp); it is
//  cut where the video is.
//  - Segment numbers start at the seconds since 2025, and segments last two seconds: they go on above the old
//  ones after
//    a restart without anything remembered, and no part's name is used twice.
#pragma once

#include "media/out/hls/audio_line.hpp"
#include "media/out/hls/small_line.hpp"
#include "media/out/hls/video_line.hpp"

namespace lyceum::media {

struct HlsPackagerOptions {
  MediaMicros gop{0};  // the encoder's last known distance of key frames; 0 = not known
  LiveWindowLimits window{};
};

class HlsPackager {
 public:
  // `now`: when the stream begins. The sink outlives the packager.
  HlsPackager(HlsPackagerOptions options, HlsSink& sink, Utc now);
  HlsPackager(const HlsPackager&) = delete;
  HlsPackager& operator=(const HlsPackager&) = delete;

  void frame(const FramePtr& frame, Utc now);
  // A frame of the smaller rendition: with the time of the frame that it was made from, in order of time.
  void small_frame(const FramePtr& frame);
  // None will come until further notice.
  void small_lost();
  // The publisher has left: what is pending goes out and the segment ends.
  void pause();
  // The lesson is over: the playlists say so.
  void end();

 private:
  void start_run(std::uint32_t run);
  void gather(const FramePtr& frame, Utc now);
  bool gathered_enough() const;
  void settle();
  void deliver(const FramePtr& frame);
  void deliver_video(const FramePtr& frame);
  void deliver_audio(const FramePtr& frame);
  void change_stretch(const Frame& first);
  void begin_stretch();

  HlsCutRules rules_;
  HlsTrack video_track_, audio_track_;
  HlsPublisher publisher_;
  SmallLine small_;
  VideoLine video_;
  AudioLine audio_;

  std::optional<std::uint32_t> run_;
  std::int64_t discontinuity_;
  HlsAnchor anchor_;
  std::vector<FramePtr> gathered_;  // of a run whose kinds of tracks are not known yet
  bool gathering_ = false;
  // Of the present stretch; null = no such track.
  std::shared_ptr<const TrackConfig> video_config_, audio_config_;
  std::shared_ptr<const TrackConfig> audio_due_;  // waits for a key frame
  // Sound from before the first picture is left out: it would only make a part too short or too long.
  MediaMicros sound_from_{0};
  bool ended_ = false;
};

}  // namespace lyceum::media
