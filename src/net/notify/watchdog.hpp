// Tells the service manager that every reactor still answers. When one hangs, the manager hears nothing more
// and starts the process anew: a class that stands still for half a minute is better than one that ends.
#pragma once

#include "net/notify/service_manager.hpp"
#include "net/reactor/pool.hpp"

#include <atomic>

namespace lyceum::net {

class Watchdog {
 public:
  // Both outlive it; it outlives the reactors' run. Does nothing where the manager does not watch.
  Watchdog(ReactorPool& reactors, const ServiceManager& manager) : reactors_(reactors), manager_(manager) {}

  // On reactor 0.
  void start();

 private:
  void ask_all();
  void answered();

  ReactorPool& reactors_;
  const ServiceManager& manager_;
  std::atomic<std::size_t> silent_ = 0;  // reactors that have not answered yet
};

}  // namespace lyceum::net
