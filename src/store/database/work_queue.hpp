// The bounded line of units before the threads of an engine.
#pragma once

#include "store/database/database.hpp"
#include "store/database/refusal.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace lyceum::store {

class WorkQueue {
 public:
  explicit WorkQueue(std::size_t max) : max_(max) {}

  // At the limit the unit is refused with store_busy, after close() with store_closed.
  void push(std::unique_ptr<Work> work) {
    if (const auto refused = accept(work))
      work->done(Failure(refuse(*refused)));
    else
      wake_.notify_one();
  }

  // Waits for units and takes up to `count` of them, oldest first. Empty: closed, and none is left. Units
  // whose time has passed are refused here.
  std::vector<std::unique_ptr<Work>> pop(std::size_t count) {
    for (;;) {
      std::vector<std::unique_ptr<Work>> taken;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return closed_ || !queue_.empty(); });
        while (!queue_.empty() && taken.size() < count) {
          taken.push_back(std::move(queue_.front()));
          queue_.pop_front();
        }
      }
      if (taken.empty()) return taken;
      refuse_late(taken);
      if (!taken.empty()) return taken;
    }
  }

  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }
  std::size_t most() const { return max_; }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_all();
  }

 private:
  // Takes the unit out of `work`, or says why not.
  std::optional<Refusal> accept(std::unique_ptr<Work>& work) {
    const std::lock_guard lock(mutex_);
    if (closed_) return Refusal::closed;
    if (queue_.size() >= max_) return Refusal::busy;
    queue_.push_back(std::move(work));
    return std::nullopt;
  }

  static void refuse_late(std::vector<std::unique_ptr<Work>>& taken) {
    const Mono now = std::chrono::steady_clock::now();
    for (auto& work : taken)
      if (work->deadline < now)
        std::exchange(work, nullptr)->done(Failure(refuse(Refusal::timeout, "in the queue")));
    std::erase(taken, nullptr);
  }

  const std::size_t max_;
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::deque<std::unique_ptr<Work>> queue_;
  bool closed_ = false;
};

}  // namespace lyceum::store
