// The rules of the ledger, pure: what a posting comes to, given what is known. Every ledger, in memory or in
// a database, asks here and nowhere else.
#pragma once

#include "money/ledger/outcome.hpp"
#include "money/ledger/posting.hpp"

#include <span>

namespace lyceum::money {

// What the ledger knows that bears on one posting.
struct Known {
  const Posting* same_key = nullptr;  // the posting that has its key
  const Posting* target = nullptr;    // the one it names, with its entries as written
  std::optional<Act> ended_by =
      {};  // what has become of the target: a posting is settled, released or reversed once
};

// Sums above this are refused: 2^53 minor units, so that every reader of JSON holds them.
inline constexpr std::int64_t sum_max = std::int64_t{1} << 53;

// The first half: all rules but those about balances. Outcome::done: go on with the second half.
Outcome judge(const Posting& posting, const Known& known);

// The second half. `balances` stand beside `entries` (entries_of; for release the target's), as they are
// before the posting.
Outcome judge_balances(const Posting& posting, std::span<const Entry> entries,
                       std::span<const Balance> balances);

}  // namespace lyceum::money
