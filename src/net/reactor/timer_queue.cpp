#include "net/reactor/timer_queue.hpp"

namespace lyceum::net {

Timers::Handle TimerQueue::add(Mono when, Job job) {
  const Timers::Handle handle = ++last_;
  jobs_.emplace(std::pair(when, handle), std::move(job));
  times_.emplace(handle, when);
  return handle;
}

void TimerQueue::cancel(Timers::Handle handle) {
  const auto time = times_.find(handle);
  if (time == times_.end()) return;
  jobs_.erase({time->second, handle});
  times_.erase(time);
}

std::optional<Mono> TimerQueue::next() const {
  if (jobs_.empty()) return std::nullopt;
  return jobs_.begin()->first.first;
}

std::optional<Job> TimerQueue::take_due(Mono now) {
  if (jobs_.empty() || jobs_.begin()->first.first > now) return std::nullopt;
  auto node = jobs_.extract(jobs_.begin());
  times_.erase(node.key().second);
  return std::move(node.mapped());
}

}  // namespace lyceum::net
