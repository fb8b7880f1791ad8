#include "net/notify/watchdog.hpp"

namespace lyceum::net {

void Watchdog::start() {
  if (manager_.watches_every()) ask_all();
}

void Watchdog::ask_all() {
  silent_ = reactors_.size();
  for (std::size_t i = 0; i < reactors_.size(); ++i)
    reactors_.at(i).post([this] {
      if (--silent_ == 0) reactors_.at(0).post([this] { answered(); });
    });
}

// Four times as often as must be: a message that is lost ends nothing.
void Watchdog::answered() {
  manager_.alive();
  reactors_.at(0).after(*manager_.watches_every() / 4, [this] { ask_all(); });
}

}  // namespace lyceum::net
