#include "store/sqlite/reader_pool.hpp"

#include "store/sqlite/transaction.hpp"

#include <pthread.h>

namespace lyceum::store {

ReaderPool::ReaderPool(std::vector<std::unique_ptr<Connection>> connections, std::size_t queue_max)
    : connections_(std::move(connections)), queue_(queue_max) {
  for (auto& connection : connections_) {
    threads_.emplace_back([this, &connection = *connection] { run(connection); });
    pthread_setname_np(threads_.back().native_handle(), "store-reader");
  }
}

void ReaderPool::close() {
  queue_.close();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void ReaderPool::run(Connection& connection) {
  for (;;) {
    auto taken = queue_.pop(1);
    if (taken.empty()) return;
    auto outcome = run_unit(connection, *taken.front());
    taken.front()->done(std::move(outcome));
  }
}

Result<void> ReaderPool::run_unit(Connection& connection, Work& work) {
  LYCEUM_CHECK(connection.run("BEGIN", {}));
  connection.set_deadline(work.deadline);
  SqliteTransaction transaction(connection);
  auto outcome = transaction.run(work);
  connection.set_deadline(std::nullopt);
  if (connection.in_transaction()) LYCEUM_CHECK(connection.run("ROLLBACK", {}));
  return outcome;
}

}  // namespace lyceum::store
