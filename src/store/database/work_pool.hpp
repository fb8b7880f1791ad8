// Threads that take units from one bounded line, each one unit at a time, with a connection of its own.
#pragma once

#include "store/database/work_queue.hpp"

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace lyceum::store {

class WorkPool {
 public:
  // What one thread does with a unit. Called on that thread alone.
  using Worker = std::move_only_function<Result<void>(Work& work)>;

  // `name` of the threads: at most 15 characters.
  WorkPool(const std::string& name, std::vector<Worker> workers, std::size_t queue_max);
  ~WorkPool() { close(); }
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  void enqueue(std::unique_ptr<Work> work) { queue_.push(std::move(work)); }
  // Refuses new units, does the waiting ones, ends the threads.
  void close();
  const WorkQueue& queue() const { return queue_; }

 private:
  void run(Worker& worker);

  std::vector<Worker> workers_;
  WorkQueue queue_;
  std::vector<std::thread> threads_;
};

}  // namespace lyceum::store
