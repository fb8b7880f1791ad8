// The ledger in the database. What moves money writes its posting in the same unit of work as what it does:
// both happen, or neither.
#pragma once

#include "money/ledger/check.hpp"
#include "money/ledger/judge.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

// Inside a unit that writes. Whatever the outcome, the unit may go on; when it is not well (is_well), nothing
// was written, and it should fail.
Result<money::Outcome> record(Transaction& tx, const money::Posting& posting);

// All from any thread.
class Ledgers {
 public:
  explicit Ledgers(Database& database) : database_(database) {}

  // A unit of its own for one posting.
  Task<Result<money::Outcome>> record(money::Posting posting);
  // An account without postings has an empty one.
  Task<Result<money::Balance>> balance(money::LedgerAccount account);
  // Reads everything, in one snapshot: for `lyceum admin ledger check` and tests, not for a server at work.
  Task<Result<money::LedgerCheck>> check();

 private:
  Database& database_;
};

}  // namespace lyceum::store
