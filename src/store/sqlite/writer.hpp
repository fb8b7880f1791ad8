// The writer thread: group commit.
#pragma once

#include "store/database/work_queue.hpp"
#include "store/sqlite/connection.hpp"

#include <thread>

namespace lyceum::store {

class Writer {
 public:
  Writer(std::unique_ptr<Connection> connection, std::size_t queue_max, std::size_t batch_max);
  ~Writer() { close(); }

  void enqueue(std::unique_ptr<Work> work) { queue_.push(std::move(work)); }
  // Refuses new units, does the waiting ones, ends the thread.
  void close();
  const WorkQueue& queue() const { return queue_; }

 private:
  struct Entry {
    std::unique_ptr<Work> work;
    Result<void> outcome;
  };
  using Batch = std::vector<Entry>;

  void run();
  void commit_batch(Batch batch);
  // Runs the units of the batch from the first to the last. Returns the index of one that broke the whole
  // transaction, or the batch's size.
  std::size_t run_units(Batch& batch);
  Result<void> run_unit(Work& work);
  Result<void> execute(std::string_view sql);

  std::unique_ptr<Connection> connection_;
  const std::size_t batch_max_;
  WorkQueue queue_;
  std::thread thread_;
};

}  // namespace lyceum::store
