#include "store/blob/disk_threads.hpp"

#include <pthread.h>

namespace lyceum::store {

DiskThreads::DiskThreads(std::size_t count, const char* name) {
  for (std::size_t i = 0; i < count; ++i) {
    threads_.emplace_back([this] { run(); });
    pthread_setname_np(threads_.back().native_handle(), name);
  }
}

DiskThreads::~DiskThreads() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void DiskThreads::push(Work work) {
  {
    const std::lock_guard lock(mutex_);
    line_.push_back(std::move(work));
  }
  wake_.notify_one();
}

void DiskThreads::run() {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return closing_ || !line_.empty(); });
      if (line_.empty()) return;
      work = std::move(line_.front());
      line_.pop_front();
    }
    work();
  }
}

}  // namespace lyceum::store
