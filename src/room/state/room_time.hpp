// The time of a room: the clock of the day, except that it never goes back and never stands still. Set back
// by an hour, the clock of the day would otherwise mute people and hold up their comments for an hour.
#pragma once

#include "base/time/clock.hpp"

#include <algorithm>

namespace lyceum::room {

class RoomTime {
 public:
  // Goes on from the time of the room's last event.
  RoomTime(Utc last_event, Mono now) : last_(last_event), at_(now) {}

  Utc now(const Clock& clock) {
    const Mono mono = clock.mono();
    last_ = std::max(clock.utc(), last_ + std::chrono::duration_cast<microseconds>(mono - at_));
    at_ = mono;
    return last_;
  }

 private:
  Utc last_;
  Mono at_;
};

}  // namespace lyceum::room
