// Gives a stream one time that goes on while encoders come, go, restart their clocks or jump.
//
// A returning encoder starts its timestamps anew; its frames are shifted so that the stream's time has moved
// on by the wall clock meanwhile. The same happens when timestamps leap inside one publication. A run is a
// stretch without a noticeable gap; players see a discontinuity between two runs.
#pragma once

#include "media/frame/frame.hpp"

#include <array>
#include <optional>

namespace lyceum::media {

class Timeline {
 public:
  // Where a stream's time starts: above 0, so that no frame of its beginning falls below.
  static constexpr MediaMicros start{10'000'000};
  // A seam up to this long is no break.
  static constexpr MediaMicros seam_max{100'000};

  // The next frame comes from a publisher that has just begun.
  void publisher_arrived() { joining_ = true; }

  // The frame with the stream's times and run. `now` never goes back.
  FramePtr place(const FramePtr& frame, Mono now);

  std::uint32_t run() const { return run_; }

 private:
  struct Track {
    std::optional<MediaMicros> shift;  // stream time − the publisher's time; none before its first frame
    MediaMicros newest{0};             // decode time, stream
    Mono arrived{};
  };
  bool plausible(const Track& track, MediaMicros dts, Mono now) const;
  MediaMicros shift_for(Track& track, MediaMicros dts, Mono now);
  MediaMicros join(MediaMicros dts, Mono now);

  std::array<Track, 2> tracks_;       // by TrackKind
  std::optional<MediaMicros> shift_;  // the latest, of either track
  std::optional<Mono> origin_;        // when the stream's time was `start`
  MediaMicros newest_ = start;        // of either track
  std::uint32_t run_ = 0;
  bool joining_ = true;
};

}  // namespace lyceum::media
