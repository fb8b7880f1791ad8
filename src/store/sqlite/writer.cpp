#include "store/sqlite/writer.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "store/database/unit_transaction.hpp"

#include <pthread.h>

namespace lyceum::store {

Writer::Writer(std::unique_ptr<Connection> connection, std::size_t queue_max, std::size_t batch_max)
    : connection_(std::move(connection)),
      batch_max_(batch_max),
      queue_(queue_max),
      thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "store-writer");
}

void Writer::close() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void Writer::run() {
  auto& units = metric_counter("lyceum_store_units_total", "Units of work taken by the writer");
  auto& batches = metric_counter("lyceum_store_commits_total", "Batches of units, one sync each");
  for (;;) {
    auto taken = queue_.pop(batch_max_);
    if (taken.empty()) return;
    units.add(static_cast<double>(taken.size()));
    batches.add();
    Batch batch;
    for (auto& work : taken) batch.push_back({std::move(work), {}});
    commit_batch(std::move(batch));
  }
}

Result<void> Writer::execute(std::string_view sql) {
  LYCEUM_CHECK(connection_->run(sql, {}));
  return {};
}

Result<void> Writer::run_unit(Work& work) {
  LYCEUM_CHECK(execute("SAVEPOINT unit"));
  UnitTransaction transaction(*connection_);
  auto outcome = transaction.run(work);
  if (!outcome && connection_->in_transaction()) LYCEUM_CHECK(execute("ROLLBACK TO unit"));
  if (connection_->in_transaction()) LYCEUM_CHECK(execute("RELEASE unit"));
  return outcome;
}

std::size_t Writer::run_units(Batch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    batch[i].outcome = run_unit(*batch[i].work);
    if (connection_->in_transaction()) continue;
    if (batch[i].outcome)
      batch[i].outcome = Failure(refuse(Refusal::failed, "the unit ended its transaction"));
    return i;
  }
  return batch.size();
}

// Each round either ends or drops one unit, so there are at most as many rounds as units.
void Writer::commit_batch(Batch batch) {
  while (!batch.empty()) {
    auto committed = execute("BEGIN IMMEDIATE");
    const std::size_t broke = committed ? run_units(batch) : batch.size();
    if (broke < batch.size()) {  // SQLite rolled everything back: that unit fails, the others run again
      Entry culprit = std::move(batch[broke]);
      batch.erase(batch.begin() + static_cast<std::ptrdiff_t>(broke));
      log_warning("store unit broke its batch", {{"reason", culprit.outcome.error().detail}});
      culprit.work->done(std::move(culprit.outcome));
      continue;
    }
    if (committed) committed = execute("COMMIT");
    if (!committed) {
      log_error("store commit failed", {{"reason", committed.error().detail}});
      if (connection_->in_transaction()) (void)execute("ROLLBACK");
    }
    for (auto& entry : batch) {
      if (!committed && entry.outcome) entry.outcome = committed;
      entry.work->done(std::move(entry.outcome));
    }
    return;
  }
}

}  // namespace lyceum::store
