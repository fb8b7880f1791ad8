// For how long people stay is saved now and then, off the way of commands: a few hundred at a time.
#include "base/log/log.hpp"
#include "room/door/live_room.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {
constexpr std::size_t saved_at_once = 500;
constexpr seconds look{10}, next_batch{1};
}  // namespace

// When the last has gone, nothing is waited for: the process may be about to end.
void LiveRoom::arm_stays() {
  ground_.timers.cancel(std::exchange(stays_timer_, 0));
  if (saving_stays_ || closed_ || !stays_.pending()) return;
  const bool hurry = !stays_.anybody_here() && !stays_failed_;
  const auto wait = hurry ? std::chrono::nanoseconds(0) : stays_next_ - ground_.clock.mono();
  stays_timer_ = ground_.timers.after(std::max(wait, std::chrono::nanoseconds(0)), [this] {
    stays_timer_ = 0;
    spawn(save_stays());
  });
}

Task<void> LiveRoom::save_stays() {
  auto stays = stays_.take(now(), saved_at_once);
  const bool more = stays.size() == saved_at_once;
  stays_failed_ = false;
  if (!stays.empty()) {
    saving_stays_ = true;
    const auto saved = co_await ground_.stays.save(lesson_, stays);
    saving_stays_ = false;
    stays_failed_ = !saved;
    if (!saved) {
      log_warning("stays not saved", {{"lesson", lesson_.str()}, {"why", saved.error().detail}});
      stays_.put_back(stays);
    }
  }
  stays_next_ = ground_.clock.mono() + (more && !stays_failed_ ? next_batch : look);
  arm_stays();
}

}  // namespace lyceum::room
