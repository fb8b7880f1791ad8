// The ledger in memory: the model that the one in the database is compared with, and what simulations run on.
#pragma once

#include "money/ledger/judge.hpp"

#include <deque>
#include <map>
#include <string>
#include <unordered_map>

namespace lyceum::money {

class Ledger {
 public:
  Outcome record(const Posting& posting);

  Balance balance(const LedgerAccount& account) const;
  const std::map<LedgerAccount, Balance>& balances() const { return balances_; }
  // As written, the first one first: each with its entries, also where they came from a target.
  const std::deque<Posting>& postings() const { return postings_; }

 private:
  struct Fate {
    const Posting* posting = nullptr;
    std::optional<Act> ended_by;
  };

  Known known(const Posting& posting) const;

  std::deque<Posting> postings_;
  std::unordered_map<std::string, Fate> fates_;  // by key
  std::map<LedgerAccount, Balance> balances_;
};

}  // namespace lyceum::money
