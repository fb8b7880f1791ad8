// Frames in, batches of FLV tags out. Pure.
//
// A decoder configuration is written before the first frame that needs it; a change of codec or size is a new
// one. H.264 and AAC go in classic tags, H.265, AV1 and Opus in those of Enhanced RTMP.
#pragma once

#include "base/bytes/writer.hpp"
#include "media/frame/frame.hpp"
#include "media/out/flv/batch.hpp"

#include <array>

namespace lyceum::media {

class FlvMuxer {
 public:
  // The file header says which tracks there are, and players wait for all it names. So in each run nothing is
  // given out before both have come, or this much of one.
  static constexpr MediaMicros hear_out{800'000};

  void add(const Frame& frame);
  // What has come since the last batch. Null: nothing, or the tracks are not known yet.
  FlvBatchPtr take();
  // As new.
  void clear() { *this = FlvMuxer(); }

 private:
  struct Start {
    std::size_t at;
    MediaMicros time;
  };
  bool tracks_known() const;
  void begin_run(const Frame& frame);
  FlvStart describe(Start start) const;

  ByteWriter out_;
  std::array<std::shared_ptr<const TrackConfig>, 2> configs_;  // in force, by TrackKind
  std::array<bool, 2> seen_{};                                 // in this run
  std::optional<Start> start_;                                 // of the batch to come
  MediaMicros from_{0}, until_{0};
  MediaMicros run_from_{0};
  std::optional<std::uint32_t> run_;
};

}  // namespace lyceum::media
