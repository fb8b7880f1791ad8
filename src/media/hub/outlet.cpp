#include "media/hub/outlet.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {

// Subscribers may leave and come during a delivery: seats that empty are removed afterwards, new ones go to
// the end.
template <class Deliver>
void Outlet::deliver(Deliver deliver) {
  const bool outer = !std::exchange(delivering_, true);
  deliver();
  if (!outer) return;
  delivering_ = false;
  std::erase_if(seats_, [](const Seat& seat) { return !seat.subscriber; });
}

template <class Call>
void Outlet::for_each_started(Call call) {
  deliver([&] {
    const std::size_t count = seats_.size();
    for (std::size_t i = 0; i < count; ++i)
      if (seats_[i].subscriber && seats_[i].started) call(*seats_[i].subscriber);
  });
}

void Outlet::subscribe(Subscriber& subscriber) {
  if (ended_) return subscriber.ended();
  const std::size_t mine = seats_.size();
  seats_.push_back({&subscriber, cache_.can_start()});
  if (!seats_[mine].started) return;
  deliver([&] {
    const auto frames = cache_.frames();  // a copy: it may change during the calls
    for (const FramePtr& frame : frames)
      if (seats_[mine].subscriber) subscriber.frame(frame);
  });
}

void Outlet::unsubscribe(Subscriber& subscriber) {
  const auto seat = std::ranges::find(seats_, &subscriber, &Seat::subscriber);
  if (seat == seats_.end()) return;
  if (delivering_)
    seat->subscriber = nullptr;
  else
    seats_.erase(seat);
}

std::size_t Outlet::subscribers() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(seats_, [](const Seat& seat) { return seat.subscriber != nullptr; }));
}

void Outlet::frame(const FramePtr& frame) {
  cache_.add(frame);
  if (frame->config->kind == TrackKind::video && frame->key)
    for (Seat& seat : seats_) seat.started = true;
  for_each_started([&](Subscriber& subscriber) { subscriber.frame(frame); });
}

void Outlet::pause() {
  for_each_started([](Subscriber& subscriber) { subscriber.paused(); });
}

void Outlet::end() {
  if (std::exchange(ended_, true)) return;
  for (Seat& seat : seats_) seat.started = true;
  for_each_started([](Subscriber& subscriber) { subscriber.ended(); });
  cache_.clear();
}

}  // namespace lyceum::media
