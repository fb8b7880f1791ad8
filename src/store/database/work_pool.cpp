#include "store/database/work_pool.hpp"

#include <pthread.h>

namespace lyceum::store {

WorkPool::WorkPool(const std::string& name, std::vector<Worker> workers, std::size_t queue_max)
    : workers_(std::move(workers)), queue_(queue_max) {
  for (Worker& worker : workers_) {
    threads_.emplace_back([this, &worker] { run(worker); });
    pthread_setname_np(threads_.back().native_handle(), name.c_str());
  }
}

void WorkPool::close() {
  queue_.close();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void WorkPool::run(Worker& worker) {
  for (;;) {
    auto taken = queue_.pop(1);
    if (taken.empty()) return;
    auto outcome = worker(*taken.front());
    taken.front()->done(std::move(outcome));
  }
}

}  // namespace lyceum::store
