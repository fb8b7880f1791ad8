#include "media/hub/stream.hpp"

#include <cstdlib>

namespace lyceum::media {

Stream::~Stream() {
  for (const auto& relay : relays_) outlet_.unsubscribe(*relay);
}

void Stream::publisher_arrived(Mono now) {
  if (ended_) return;
  publisher_left();
  publishing_ = true;
  since_ = now;
  timeline_.publisher_arrived();
  meter_.clear();
}

void Stream::publish(const FramePtr& frame, Mono now) {
  if (!publishing_) return;
  meter_.add(*frame, now);
  outlet_.frame(timeline_.place(frame, now));
}

void Stream::publisher_left() {
  if (!publishing_) return;
  publishing_ = false;
  outlet_.pause();
}

void Stream::end() {
  if (ended_) return;
  publisher_left();
  ended_ = true;
  outlet_.end();
}

std::shared_ptr<Outlet> Stream::outlet_on(Mailbox& far) {
  if (&far == &home_) std::abort();  // the home loop has outlet()
  for (const auto& relay : relays_)
    if (&relay->far() == &far) return relay->outlet();
  relays_.push_back(std::make_unique<Relay>(far));
  outlet_.subscribe(*relays_.back());
  return relays_.back()->outlet();
}

}  // namespace lyceum::media
