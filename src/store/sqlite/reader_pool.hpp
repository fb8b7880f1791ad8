// The reader threads: each unit sees one snapshot, beside the writer.
#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/work_queue.hpp"

#include <thread>
#include <vector>

namespace lyceum::store {

class ReaderPool {
 public:
  // One thread a connection.
  ReaderPool(std::vector<std::unique_ptr<Connection>> connections, std::size_t queue_max);
  ~ReaderPool() { close(); }

  void enqueue(std::unique_ptr<Work> work) { queue_.push(std::move(work)); }
  void close();
  const WorkQueue& queue() const { return queue_; }

 private:
  void run(Connection& connection);
  static Result<void> run_unit(Connection& connection, Work& work);

  std::vector<std::unique_ptr<Connection>> connections_;
  WorkQueue queue_;
  std::vector<std::thread> threads_;
};

}  // namespace lyceum::store
