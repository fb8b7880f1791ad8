// One rendition's recent past as a playlist: segments open, fill, close and slide out.
//
// It starts with a gap: hls.js refuses a playlist without a complete segment, loads no parts unless some are
// listed before the newest segment, and OBS's first segment takes 8.3 s. Who fetches the gap all the same
// gets an empty answer.
#pragma once

#include "media/frame/frame.hpp"
#include "wire/hls/media_playlist.hpp"

namespace lyceum::media {

// A segment goes when more than `segments_min` are there and the rest still lasts `span_min`; or when the
// window holds more than `bytes_max` (but never below `segments_floor`).
struct LiveWindowLimits {
  MediaMicros span_min{60'000'000};
  std::size_t segments_min = 6;
  std::size_t segments_floor = 3;
  std::size_t bytes_max = 64 * 1024 * 1024;
};

class LiveWindow {
 public:
  // `small`: of the video, the smaller rendition.
  LiveWindow(TrackKind track, std::int64_t first_msn, std::int64_t target_duration_s, LiveWindowLimits limits,
             bool small = false);

  struct Opening {
    std::int64_t discontinuity = 0;  // number of breaks before it, the same for both renditions
    std::int64_t init_msn = 0;       // its init segment's name
    Utc program_date_time{};
  };
  // Precondition: !is_open().
  void open_segment(const Opening& opening);
  // Precondition: is_open().
  void add_part(MediaMicros duration, bool independent, std::size_t bytes);
  // There is nothing to fetch for that time; the whole segment counts as a gap from then on. Precondition:
  // is_open().
  void add_gap(MediaMicros duration);
  void close_segment();
  void end();

  bool is_open() const { return open_; }
  // The segment that is being filled, or will be next.
  std::int64_t msn() const { return msn_; }
  // Its parts so far.
  std::size_t parts() const { return open_ ? playlist_.segments.back().parts.size() : 0; }
  // Shelves may forget what is older: two segments behind the playlist, for those who fetch late.
  std::int64_t oldest_msn() const;

  // With hint and PART-TARGET up to date; reports are the caller's.
  const hls::MediaPlaylist& playlist() const { return playlist_; }
  hls::RenditionReport report() const;
  bool has_parts() const { return !playlist_.segments.empty(); }
  // No whole segment has been measured yet.
  bool is_young() const { return kept_.size() <= 2; }
  // bit/s over the segments at hand: the highest, and the mean.
  std::int64_t peak_bandwidth() const;
  std::int64_t average_bandwidth() const;

 private:
  void begin_with_gap(const Opening& opening);
  void append(hls::Part part, std::size_t bytes);
  void slide();
  void drop_first();
  void update_part_target();

  TrackKind track_;
  bool small_;
  LiveWindowLimits limits_;
  hls::MediaPlaylist playlist_;
  struct Kept {
    std::int64_t discontinuity;
    std::size_t bytes;
  };
  std::deque<Kept> kept_;  // beside playlist_.segments
  std::int64_t first_msn_, msn_;
  std::size_t bytes_ = 0;
  MediaMicros span_{0};
  bool open_ = false;
};

}  // namespace lyceum::media
