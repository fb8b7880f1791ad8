#include "media/hub/relay.hpp"

namespace lyceum::media {

Relay::Relay(Mailbox& far, std::uint64_t& dropped)
    : far_(far),
      dropped_(dropped),
      outlet_(std::make_shared<Outlet>()),
      taken_(std::make_shared<std::atomic<std::uint64_t>>(0)) {}

void Relay::frame(const FramePtr& frame) {
  has_video_ = has_video_ || frame->config->kind == TrackKind::video;
  if (must_drop(*frame)) {
    ++dropped_;
    return;
  }
  ++sent_;
  far_.post([outlet = outlet_, taken = taken_, frame] {
    taken->fetch_add(1, std::memory_order_relaxed);
    outlet->frame(frame);
  });
}

// From the limit on until the far loop has taken half of what is on its way, and then up to a frame to start
// with.
bool Relay::must_drop(const Frame& frame) {
  const std::uint64_t on_the_way = sent_ - taken_->load(std::memory_order_relaxed);
  if (on_the_way >= on_the_way_max) dropping_ = true;
  const bool may_start = !has_video_ || (frame.config->kind == TrackKind::video && frame.key);
  if (may_start && on_the_way <= on_the_way_max / 2) dropping_ = false;
  return dropping_;
}

void Relay::paused() {
  far_.post([outlet = outlet_] { outlet->pause(); });
}

void Relay::ended() {
  far_.post([outlet = outlet_] { outlet->end(); });
}

}  // namespace lyceum::media
