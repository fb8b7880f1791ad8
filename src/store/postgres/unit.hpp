// Units of work as transactions, run again as long as that may help.
//
//   write  SERIALIZABLE. Again when others were faster, up to ten times; when a unique key was there already,
//          once, since the row may be of a transaction that this one could not see; and when the connection
//          broke before the commit was sent, up to three times. A connection that breaks during the commit
//          leaves a question that nobody can answer: store_uncertain.
//   read   REPEATABLE READ READ ONLY: one snapshot, no locks, cut off at the unit's deadline.
#pragma once

#include "store/database/work_pool.hpp"
#include "store/postgres/line.hpp"

namespace lyceum::store {

enum class UnitKind { read, write };

class UnitRunner {
 public:
  // How long a statement of a write may take, unless the unit was given more patience.
  static constexpr std::chrono::milliseconds kStatement{30'000};

  UnitRunner(Line line, UnitKind kind, Outage& outage);

  Result<void> run(Work& work);

 private:
  // What came of one transaction; why it failed, so far as a statement did.
  struct Attempt {
    Result<void> outcome;
    Fault fault = Fault::none;
  };
  Attempt attempt(PgConnection& connection, Work& work);
  Attempt end(PgConnection& connection, Result<void> outcome);
  Attempt commit(PgConnection& connection);
  bool again(Fault fault, int attempts, Mono deadline);
  std::chrono::milliseconds statement_time(Mono deadline) const;

  Line line_;
  const UnitKind kind_;
  Outage& outage_;
};

}  // namespace lyceum::store
