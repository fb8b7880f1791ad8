// The smaller rendition of the video: the same segments and parts under other names, cut at the same places.
//
// Its frames come a little later than those that they were made from, and may stay away at any moment: the
// process that makes them has crashed, or is too slow. Players keep a rendition that was once listed, so the
// playlist goes on: what is missing of an open segment is a gap, and from the next one on the parts of the
// ordinary video stand in for those that are not there. Nobody waits for it: the ordinary video is out
// before.
#pragma once

#include "media/out/hls/publisher.hpp"

#include <deque>
#include <optional>

namespace lyceum::media {

class SmallLine {
 public:
  // A part of the ordinary video for which no small frames have come for so long does without.
  static constexpr MediaMicros patience{1'000'000};
  static constexpr std::size_t frames_max = 600;  // that wait to be cut

  // A part of the ordinary video has been published.
  struct Plan {
    std::optional<HlsPart> part;    // none: the segment ends with what it has
    MediaMicros from{0}, until{0};  // presentation time
    HlsAnchor anchor;
    bool ends_segment = false;
  };

  SmallLine(HlsPublisher& publisher, std::int64_t target_duration_s, LiveWindowLimits limits)
      : publisher_(publisher), target_duration_s_(target_duration_s), limits_(limits) {}

  // In order, without a hole.
  void follow(Plan plan);
  // In order of presentation, which is that of decoding.
  void frame(const FramePtr& frame);
  // None will come until the next call of frame().
  void lost();
  // Nothing will follow.
  void end();

 private:
  // What the open segment consists of.
  enum class Segment { none, own, borrowed, broken };

  void work();
  bool carry_out(const Plan& plan);
  bool open(const Plan& plan);
  bool cut(const Plan& plan);
  void give_out(const Plan& plan, std::size_t count);
  void publish(HlsUpdate update) { publisher_.publish(*track_, std::move(update)); }
  bool may_wait(const Plan& plan) const;
  bool is_whole(std::size_t count, MediaMicros until) const;
  void make_track(const Plan& plan);

  HlsPublisher& publisher_;
  const std::int64_t target_duration_s_;
  const LiveWindowLimits limits_;
  std::optional<HlsTrack> track_;  // from its first segment on
  std::deque<Plan> plans_;
  std::deque<FramePtr> frames_;
  bool coming_ = false;      // frames
  MediaMicros interval_{0};  // between the newest two
  MediaMicros newest_{0};    // how far the ordinary video has got, presentation time
  Segment segment_ = Segment::none;
};

}  // namespace lyceum::media
