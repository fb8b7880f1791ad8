// A Loop without a thread: for tests and simulations, which run its jobs and move its time by hand.
#pragma once

#include "base/flow/mailbox.hpp"
#include "base/flow/task.hpp"

#include <deque>
#include <map>
#include <mutex>

namespace lyceum {

class ManualLoop final : public Loop {
 public:
  void post(Job job) override;
  Handle after(std::chrono::nanoseconds delay, Job job) override;
  void cancel(Handle handle) override;

  // Runs jobs until none is left. True if one ran.
  bool run();
  // Moves time forward, firing timers in order, and runs jobs.
  void advance(std::chrono::nanoseconds by);
  // Runs the task to its end; jobs may come from other threads meanwhile. Aborts after ten seconds of
  // waiting.
  template <class T>
  T run_task(Task<T> task);

 private:
  void wait_for_job();

  std::mutex mutex_;  // guards jobs_ alone: post() comes from any thread
  std::deque<Job> jobs_;
  std::map<std::pair<std::chrono::nanoseconds, Handle>, Job> timers_;
  std::chrono::nanoseconds now_{0};
  Handle next_ = 1;
};

template <class T>
T ManualLoop::run_task(Task<T> task) {
  Scope scope(*this);
  std::optional<T> result;
  spawn([](Task<T> owned, std::optional<T>& out) -> Task<void> { out.emplace(co_await owned); }(
                                                     std::move(task), result));
  while (!result)
    if (!run()) wait_for_job();
  return std::move(*result);
}

}  // namespace lyceum
