#include "store/postgres/unit.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "base/secret/random.hpp"
#include "store/database/unit_transaction.hpp"

#include <algorithm>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kBeginWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
constexpr std::string_view kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

int attempts_at_most(Fault fault) {
  switch (fault) {
    case Fault::conflict:
      return 10;
    case Fault::duplicate:
      return 2;
    case Fault::lost:
      return 3;
    default:
      return 1;
  }
}

struct Counters {
  Counter& units = metric_counter("lyceum_store_units_total", "Units of work taken by the writers");
  Counter& commits = metric_counter("lyceum_store_commits_total", "Transactions committed");
  Counter& repeats =
      metric_counter("lyceum_store_repeats_total", "Units that were run again, since others were faster");
};

Counters& counters() {
  static Counters all;
  return all;
}

}  // namespace

UnitRunner::UnitRunner(Line line, UnitKind kind, Outage& outage)
    : line_(std::move(line)), kind_(kind), outage_(outage) {}

Result<void> UnitRunner::run(Work& work) {
  if (kind_ == UnitKind::write) counters().units.add();
  for (int attempts = 1;; ++attempts) {
    LYCEUM_TRY(PgConnection* const connection, line_.get(work.deadline));
    Attempt made = attempt(*connection, work);
    if (connection->fault() == Fault::lost)
      line_.drop(made.outcome ? "after a unit" : made.outcome.error().detail);
    if (made.outcome || !again(made.fault, attempts, work.deadline)) return std::move(made.outcome);
  }
}

UnitRunner::Attempt UnitRunner::attempt(PgConnection& connection, Work& work) {
  const bool writes = kind_ == UnitKind::write;
  auto begun = connection.begin(writes ? kBeginWrite : kBeginRead, statement_time(work.deadline));
  if (!begun) return {std::move(begun), connection.fault()};
  if (!writes) connection.set_deadline(work.deadline);
  UnitTransaction transaction(connection);
  auto outcome = transaction.run(work);
  connection.set_deadline(std::nullopt);
  if (outcome && !connection.in_transaction())
    outcome = Failure(refuse(Refusal::failed, "the unit ended its transaction"));
  return outcome && writes ? commit(connection) : end(connection, std::move(outcome));
}

UnitRunner::Attempt UnitRunner::end(PgConnection& connection, Result<void> outcome) {
  const Fault fault = connection.fault();
  // When that fails too, the connection is lost, and what the unit found out is as good as before.
  if (fault != Fault::lost) (void)connection.roll_back();
  return {std::move(outcome), fault};
}

UnitRunner::Attempt UnitRunner::commit(PgConnection& connection) {
  auto committed = connection.commit();
  if (committed) {
    counters().commits.add();
    return {};
  }
  if (connection.fault() != Fault::lost) return end(connection, std::move(committed));
  log_error("database connection lost during a commit", {{"reason", committed.error().detail}});
  return {Failure(refuse(Refusal::uncertain, std::move(committed.error().detail))), Fault::refused};
}

bool UnitRunner::again(Fault fault, int attempts, Mono deadline) {
  const Mono now = std::chrono::steady_clock::now();
  if (attempts >= attempts_at_most(fault) || now > deadline) return false;
  if (fault != Fault::conflict) return true;
  counters().repeats.add();
  const auto longest = std::int64_t{1} << std::min(attempts, 6);  // milliseconds; the others end meanwhile
  outage_.wait_until(now + std::chrono::milliseconds(random_between(0, longest)));
  return true;
}

std::chrono::milliseconds UnitRunner::statement_time(Mono deadline) const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return kind_ == UnitKind::write ? std::max(left, kStatement) : std::max(left, 1ms);
}

}  // namespace lyceum::store
