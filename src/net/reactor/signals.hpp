// Signals as calls on a reactor.
#pragma once

#include "net/reactor/reactor.hpp"

#include <functional>
#include <initializer_list>
#include <memory>

namespace lyceum::net {

// While it lives, these signals no longer end the process but call `on_signal(number)` on the reactor's
// thread, each time. Destroy it on that thread or after the reactor stopped.
class Signals {
 public:
  Signals(Reactor& reactor, std::initializer_list<int> numbers, std::function<void(int)> on_signal);
  ~Signals();

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;  // shared with the wait in flight
};

}  // namespace lyceum::net
