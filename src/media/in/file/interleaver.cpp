#include "media/in/file/interleaver.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::size_t video = static_cast<std::size_t>(TrackKind::video);
constexpr std::size_t audio = static_cast<std::size_t>(TrackKind::audio);

}  // namespace

void Interleaver::add(const FramePtr& frame, const Take& take) {
  held_ += frame->payload.size();
  waiting_[static_cast<std::size_t>(frame->config->kind)].push_back(frame);
  while (give_one(take, false)) continue;
}

void Interleaver::finish(const Take& take) {
  while (give_one(take, true)) continue;
}

bool Interleaver::give_one(const Take& take, bool all) {
  const bool both = !waiting_[video].empty() && !waiting_[audio].empty();
  if (!both && waiting_[video].empty() && waiting_[audio].empty()) return false;
  if (both && !begun_) leave_out_prelude();
  std::deque<FramePtr>& first = waiting_[audio].empty()   ? waiting_[video]
                                : waiting_[video].empty() ? waiting_[audio]
                                : waiting_[video].front()->dts <= waiting_[audio].front()->dts
                                    ? waiting_[video]
                                    : waiting_[audio];
  const bool waits = expected_[video] && expected_[audio] && !both && !all &&
                     first.back()->dts - first.front()->dts < apart_max && held_ < held_max;
  if (waits) return false;
  begun_ = true;
  const FramePtr frame = std::move(first.front());
  first.pop_front();
  held_ -= frame->payload.size();
  take(frame);
  return true;
}

void Interleaver::leave_out_prelude() {
  const MediaMicros picture = waiting_[video].front()->pts;
  auto& sound = waiting_[audio];
  if (picture - sound.front()->pts > prelude_max) return;
  while (sound.size() > 1 && sound[1]->pts <= picture) {
    held_ -= sound.front()->payload.size();
    sound.pop_front();
  }
}

}  // namespace lyceum::media
