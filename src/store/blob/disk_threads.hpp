// Threads for what blocks on the disk.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lyceum::store {

class DiskThreads {
 public:
  using Work = std::move_only_function<void()>;

  // `name`: of the threads, as the kernel shows it; at most 15 characters.
  DiskThreads(std::size_t count, const char* name);
  // Does what waits, then ends.
  ~DiskThreads();
  DiskThreads(const DiskThreads&) = delete;
  DiskThreads& operator=(const DiskThreads&) = delete;

  // From a thread with a mailbox: the task goes on there with what `work` returned.
  template <class F>
  Task<std::invoke_result_t<F&>> call(F work) {
    using Answer = std::invoke_result_t<F&>;
    co_return co_await wait_for<Answer>([&](Resume<Answer> resume) {
      push([does = std::move(work), resume = std::move(resume)]() mutable { resume(does()); });
    });
  }

 private:
  void push(Work work);
  void run();

  std::mutex mutex_;  // guards what follows, up to the threads
  std::condition_variable wake_;
  std::deque<Work> line_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace lyceum::store
