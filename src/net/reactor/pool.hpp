// One reactor a core, each on its own thread.
#pragma once

#include "net/reactor/reactor.hpp"

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace lyceum::net {

// CPUs this process may run on (the affinity mask, which hardware_concurrency() ignores); at least 1.
std::size_t usable_cpus();

class ReactorPool {
 public:
  explicit ReactorPool(std::size_t count = usable_cpus());
  // Stops and joins.
  ~ReactorPool();
  ReactorPool(const ReactorPool&) = delete;
  ReactorPool& operator=(const ReactorPool&) = delete;

  std::size_t size() const { return reactors_.size(); }
  Reactor& at(std::size_t index) { return *reactors_.at(index); }
  // The reactor on which everything of that key (a lesson's id) lives: always the same one in a process.
  Reactor& home(std::int64_t key);

  // Starts the threads. Jobs posted before run first.
  void start();
  // From any thread, more than once if you like.
  void stop();
  // Waits for the threads to end; not from a reactor.
  void join();

 private:
  std::vector<std::unique_ptr<Reactor>> reactors_;
  std::vector<std::thread> threads_;
};

}  // namespace lyceum::net
