#include "media/hub/stream.hpp"

#include <cstdlib>
#include <utility>

namespace lyceum::media {

Stream::~Stream() {
  for (const auto& relay : relays_) outlet_.unsubscribe(*relay);
}

void Stream::publisher_arrived(Mono now) {
  if (ended_) return;
  pause();
  publishing_ = true;
  since_ = now;
  timeline_.publisher_arrived();
  health_.publisher_arrived(now);
}

void Stream::publish(const FramePtr& frame, Mono now) {
  if (!publishing_) return;
  health_.add(*frame, now);
  outlet_.frame(timeline_.place(frame, now));
  if (dropped_ != dropped_told_) health_.dropped(dropped_ - std::exchange(dropped_told_, dropped_), now);
}

void Stream::publisher_left(Mono now) {
  if (publishing_) health_.publisher_left(now);
  pause();
}

void Stream::pause() {
  if (!publishing_) return;
  publishing_ = false;
  outlet_.pause();
}

void Stream::end() {
  if (ended_) return;
  pause();
  ended_ = true;
  outlet_.end();
}

std::shared_ptr<Outlet> Stream::outlet_on(Mailbox& far) {
  if (&far == &home_) std::abort();  // the home loop has outlet()
  for (const auto& relay : relays_)
    if (&relay->far() == &far) return relay->outlet();
  relays_.push_back(std::make_unique<Relay>(far, dropped_));
  outlet_.subscribe(*relays_.back());
  return relays_.back()->outlet();
}

}  // namespace lyceum::media
