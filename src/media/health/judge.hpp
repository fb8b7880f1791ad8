// Which findings hold for a stream. Each begins when it has been so for a while and ends when it has not been
// so for a while, by a milder measure, so that nothing blinks.
#pragma once

#include "media/frame/frame.hpp"
#include "media/health/finding.hpp"

#include <array>
#include <optional>
#include <vector>

namespace lyceum::media {

// A stream as it looks at the end of a second. Of the present publication only.
struct HealthFacts {
  // Seconds since; `age` where there was never one.
  int age = 0, silent = 0, video_silent = 0, audio_silent = 0;
  bool had_video = false, had_audio = false;

  double fps = 0;           // over the last 10 s
  double expected_fps = 0;  // the encoder's word; 0: none
  double missing = 0;       // share of the pictures of the last 10 s, 0 to 1
  int late_ms = 0;          // the latest of the last 15 s
  int backlog_ms = 0;       // how late even the fastest of the last 5 s was
  int stalls = 0;           // seconds of the last 30 with a stall of half a second or more
  int stall_ms = 0;         // the longest of them
  int late_seconds = 0;     // of the last 30, with something 800 ms late or more
  int dropped = 0;          // by this server, in the last 30 s

  std::uint32_t video_kbps = 0;  // over the last 30 s; 0 before there are so many
  std::uint32_t height = 0;
  Codec video_codec = Codec::h264, audio_codec = Codec::aac;
  int keyframe_interval_ms = 0;  // 0: unknown
  int since_key = 0;             // seconds
  bool b_frames = false;
  int empty_sound = 0;  // seconds in a row in which every sound frame was as small as silence is
  std::optional<double> clock_ppm{};
  std::optional<int> sound_ahead_ms{};
};

class Judge {
 public:
  // Once a second.
  void step(const HealthFacts& facts);
  // A new publication: nothing has been found yet.
  void restart() { *this = Judge(); }

  // In the order of FindingKind. What a worse one explains is left out.
  std::vector<Finding> findings() const;

 private:
  struct Latch {
    bool on = false;
    std::uint16_t run = 0;      // seconds in a row that speak for a change
    std::uint32_t seconds = 0;  // since it is on
    std::array<double, 2> values{};
  };
  std::array<Latch, finding_kinds> latches_{};
};

}  // namespace lyceum::media
