#include "media/hub/frame_queue.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

bool is_video(const Frame& frame) { return frame.config->kind == TrackKind::video; }
bool starts_video(const FramePtr& frame) { return is_video(*frame) && frame->key; }

}  // namespace

void FrameQueue::push(FramePtr frame) {
  if (is_video(*frame)) {
    if (frame->key) wait_for_key_ = false;
    if (wait_for_key_) {
      ++dropped_;
      return;
    }
  }
  bytes_ += frame->payload.size();
  frames_.push_back(std::move(frame));
  if (!over_limit() || jump_to_key_frame()) return;
  const bool had_video = std::ranges::any_of(frames_, [](const FramePtr& each) { return is_video(*each); });
  wait_for_key_ = wait_for_key_ || had_video;
  while (!frames_.empty()) drop_front();
}

// To the newest key frame that is not already the first; true if the rest fits.
bool FrameQueue::jump_to_key_frame() {
  const auto newest = std::find_if(frames_.rbegin(), frames_.rend(), starts_video);
  if (newest == frames_.rend()) return false;
  const auto keep = frames_.rend() - newest - 1;
  for (auto i = keep; i > 0; --i) drop_front();
  return !over_limit();
}

FramePtr FrameQueue::pop() {
  if (frames_.empty()) return nullptr;
  FramePtr first = std::move(frames_.front());
  frames_.pop_front();
  bytes_ -= first->payload.size();
  return first;
}

MediaMicros FrameQueue::span() const {
  return frames_.empty() ? MediaMicros(0) : frames_.back()->dts - frames_.front()->dts;
}

bool FrameQueue::over_limit() const { return span() > limits_.span_max || bytes_ > limits_.bytes_max; }

void FrameQueue::drop_front() {
  bytes_ -= frames_.front()->payload.size();
  frames_.pop_front();
  ++dropped_;
}

}  // namespace lyceum::media
