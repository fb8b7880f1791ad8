#include "net/reactor/pool.hpp"

#include <algorithm>

#include <sched.h>

namespace lyceum::net {

std::size_t usable_cpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return static_cast<std::size_t>(std::max(1, CPU_COUNT(&set)));
}

ReactorPool::ReactorPool(std::size_t count) {
  for (std::size_t i = 0; i < std::max<std::size_t>(1, count); ++i)
    reactors_.push_back(std::make_unique<Reactor>(i));
}

ReactorPool::~ReactorPool() {
  stop();
  join();
}

Reactor& ReactorPool::home(std::int64_t key) {
  // The finaliser of splitmix64: ids that differ in a few bits spread evenly.
  auto mixed = static_cast<std::uint64_t>(key);
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
  return *reactors_[(mixed ^ (mixed >> 31)) % reactors_.size()];
}

void ReactorPool::start() {
  for (const auto& reactor : reactors_) threads_.emplace_back([&loop = *reactor] { loop.run(); });
}

void ReactorPool::stop() {
  for (const auto& reactor : reactors_) reactor->stop();
}

void ReactorPool::join() {
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace lyceum::net
