// Video frames in, video parts out, and the places where the sound should be cut too.
#pragma once

#include "media/out/hls/publisher.hpp"
#include "media/out/hls/small_line.hpp"
#include "media/out/hls/video_clock.hpp"
#include "media/out/hls/video_cutter.hpp"

namespace lyceum::media {

struct HlsBoundary {
  MediaMicros at{0};  // presentation time
  bool ends_segment = false;
};

class VideoLine {
 public:
  // `small` hears of every part.
  VideoLine(HlsTrack& track, HlsPublisher& publisher, SmallLine& small, HlsCutRules rules, MediaMicros gop)
      : track_(track), publisher_(publisher), small_(small), rules_(rules), cutter_(rules, gop) {}

  // A new stretch: its first key frame starts a segment.
  void begin(std::shared_ptr<const TrackConfig> config, std::int64_t discontinuity, HlsAnchor anchor);
  // Frames before the first key frame are ignored. A boundary if a part has ended.
  std::optional<HlsBoundary> add(const FramePtr& frame);
  // Gives out what is there and ends the segment; then waits for a key frame. `next_dts`: of the frame that
  // is here already.
  void flush(std::optional<MediaMicros> next_dts = std::nullopt);

  // The presentation time that the pictures have reached.
  MediaMicros reached() const { return reached_; }

 private:
  std::optional<HlsBoundary> cut_before(const Frame& frame);
  // `until`: the presentation time at which the part ends.
  void publish(std::size_t count, bool ends_segment, MediaMicros until);
  void set_newest_duration(std::int64_t next_start);
  HlsSample place(const FramePtr& frame);

  HlsTrack& track_;
  HlsPublisher& publisher_;
  SmallLine& small_;
  HlsCutRules rules_;
  VideoCutter cutter_;
  VideoClock clock_;
  MediaMicros reorder_{0};  // presentation − decode time of the last key frame
  MediaMicros reached_{0};
  MediaMicros part_from_{0};  // presentation time at which the next part begins
  HlsAnchor anchor_;
  std::int64_t last_start_ = 0;
  bool started_ = false;
};

}  // namespace lyceum::media
