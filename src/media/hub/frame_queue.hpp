// What waits for one slow subscriber: bounded in time, and at the limit it jumps to the next key frame.
//
// The policy for outputs that push frame by frame, such as a push to another platform. One queue a receiver,
// so that a slow one never slows another.
#pragma once

#include "media/frame/frame.hpp"

#include <deque>

namespace lyceum::media {

struct FrameQueueLimits {
  MediaMicros span_max{3'000'000};
  std::size_t bytes_max = 8 * 1024 * 1024;
};

class FrameQueue {
 public:
  explicit FrameQueue(FrameQueueLimits limits = {}) : limits_(limits) {}

  // At the limit everything before the newest waiting key frame goes; without one, everything goes and video
  // is refused until the next key frame. Sound is kept while it fits.
  void push(FramePtr frame);
  // Null when empty.
  FramePtr pop();

  bool empty() const { return frames_.empty(); }
  std::size_t size() const { return frames_.size(); }
  MediaMicros span() const;
  // Frames that were dropped, ever.
  std::uint64_t dropped() const { return dropped_; }

 private:
  bool over_limit() const;
  bool jump_to_key_frame();
  void drop_front();

  FrameQueueLimits limits_;
  std::deque<FramePtr> frames_;
  std::size_t bytes_ = 0;
  std::uint64_t dropped_ = 0;
  bool wait_for_key_ = false;
};

}  // namespace lyceum::media
