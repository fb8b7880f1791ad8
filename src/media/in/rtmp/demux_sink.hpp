// Where the frames of an RTMP publication go.
#pragma once

#include "media/frame/frame.hpp"
#include "media/in/rtmp/problem.hpp"

namespace lyceum::media {

class DemuxSink {
 public:
  virtual void on_frame(FramePtr frame) = 0;
  virtual void on_problem(const Error& problem) = 0;  // once per cause

 protected:
  ~DemuxSink() = default;
};

// What was mended or left out, for logs and metrics.
struct DemuxCounters {
  std::uint64_t frames = 0;           // passed on
  std::uint64_t broken = 0;           // left out: NAL units or packets that do not fit
  std::uint64_t without_config = 0;   // left out: came before a decoder configuration, or of another codec
  std::uint64_t without_picture = 0;  // left out: only parameter sets, SEI and the like
  std::uint64_t too_early = 0;        // left out: audio that ran ahead of the encoder's clock
  std::uint64_t times_mended = 0;     // a decode time that did not rise, a composition time beyond reason
};

}  // namespace lyceum::media
