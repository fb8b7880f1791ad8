#include "base/flow/manual_loop.hpp"

#include <cstdlib>
#include <thread>

namespace lyceum {

void ManualLoop::post(Job job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
}

Timers::Handle ManualLoop::after(std::chrono::nanoseconds delay, Job job) {
  const Handle handle = next_++;
  timers_.emplace(std::pair(now_ + delay, handle), std::move(job));
  return handle;
}

void ManualLoop::cancel(Handle handle) {
  std::erase_if(timers_, [&](const auto& timer) { return timer.first.second == handle; });
}

bool ManualLoop::run() {
  Scope scope(*this);
  bool any = false;
  for (;;) {
    Job job;
    {
      const std::lock_guard lock(mutex_);
      if (jobs_.empty()) return any;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
    any = true;
  }
}

void ManualLoop::advance(std::chrono::nanoseconds by) {
  Scope scope(*this);
  const auto until = now_ + by;
  run();
  while (!timers_.empty() && timers_.begin()->first.first <= until) {
    now_ = timers_.begin()->first.first;
    Job job = std::move(timers_.begin()->second);
    timers_.erase(timers_.begin());
    job();
    run();
  }
  now_ = until;
}

void ManualLoop::wait_for_job() {
  for (int i = 0; i < 10'000; ++i) {
    {
      const std::lock_guard lock(mutex_);
      if (!jobs_.empty()) return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  std::abort();
}

}  // namespace lyceum
