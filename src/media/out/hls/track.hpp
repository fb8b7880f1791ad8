// One rendition being made: frames with their final times become CMAF parts, parts become segments.
//
// It knows how to write; where to cut is decided by the cutters.
#pragma once

#include "media/out/hls/live_window.hpp"
#include "media/out/hls/update.hpp"

#include <deque>

namespace lyceum::media {

// A frame with the times it has in the file, ticks of the track.
struct HlsSample {
  FramePtr frame;
  std::int64_t start = 0;        // decode time
  std::uint32_t duration = 0;    // of the newest only a guess, until the next frame corrects it
  std::int32_t composition = 0;  // presentation − decode
};

// Joins media time with the time of day; the same for both renditions of a run.
struct HlsAnchor {
  MediaMicros media{0};
  Utc utc{};
};

class HlsTrack {
 public:
  // `small`: of the video, the smaller rendition.
  HlsTrack(TrackKind kind, std::int64_t first_msn, std::int64_t target_duration_s, LiveWindowLimits limits,
           bool small = false)
      : kind_(kind), small_(small), window_(kind, first_msn, target_duration_s, limits, small) {}

  // A stretch of one configuration begins after a break (or it is the first). Precondition: no segment is
  // open. Samples that are pending belong to it.
  void begin(std::shared_ptr<const TrackConfig> config, std::uint32_t timescale, std::int64_t discontinuity,
             HlsAnchor anchor);
  void add(HlsSample sample) { pending_.push_back(std::move(sample)); }

  // Gives the oldest `count` pending samples out as one part; 0 only to end a segment. The update lacks its
  // texts.
  HlsUpdate cut(std::size_t count, bool ends_segment);
  // Gives out a part of another rendition of the same picture, as it is; one with a head opens a segment.
  HlsUpdate borrow(HlsPart part, bool ends_segment);
  // Gives out that there is nothing for the time of such a part. Precondition: a segment is open.
  HlsUpdate leave_out(const HlsPart& part, bool ends_segment);
  // The last update of all.
  HlsUpdate end();

  TrackKind kind() const { return kind_; }
  std::deque<HlsSample>& pending() { return pending_; }
  const std::shared_ptr<const TrackConfig>& config() const { return config_; }
  std::uint32_t timescale() const { return timescale_; }
  // Where the last part ended, ticks.
  std::int64_t written_until() const { return written_until_; }
  const LiveWindow& window() const { return window_; }
  MediaMicros time(std::int64_t ticks) const { return MediaMicros(ticks * 1'000'000 / timescale_); }

 private:
  HlsUpdate describe() const;
  HlsUpdate give_out(HlsPart part, bool ends_segment);
  HlsSegmentHead open_segment();
  HlsPart take_part(std::size_t count);
  Bytes write_part(std::size_t count);
  Bytes write_init() const;

  TrackKind kind_;
  bool small_;
  LiveWindow window_;
  std::shared_ptr<const TrackConfig> config_;
  std::uint32_t timescale_ = 90'000;
  std::int64_t discontinuity_ = 0;
  HlsAnchor anchor_;
  std::int64_t init_msn_ = 0;
  SharedBytes init_;
  bool init_due_ = false;   // goes out with the next part
  bool borrowing_ = false;  // init_ is not of config_
  std::deque<HlsSample> pending_;
  std::int64_t written_until_ = 0;
  std::uint32_t sequence_ = 0;
};

}  // namespace lyceum::media
