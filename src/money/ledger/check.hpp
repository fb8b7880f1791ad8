// Does a ledger add up? Reads its postings in the order in which they were written and compares what follows
// from them with the balances that were kept beside them. Remembers balances and open holds only.
#pragma once

#include "money/ledger/posting.hpp"

#include <map>
#include <string>
#include <vector>

namespace lyceum::money {

class LedgerCheck {
 public:
  static constexpr std::size_t findings_max = 100;  // further ones are counted only

  // As written: with its entries, also where they came from a target. `n` counts from 1.
  void posting(std::int64_t n, const Posting& posting);
  // After the last posting: every balance that was kept, once each.
  void kept(const LedgerAccount& account, const Balance& balance);
  // After the last balance: what is missing there, and the sums over everything.
  void finish();

  bool sums() const { return found_ == 0; }
  std::size_t found() const { return found_; }
  const std::vector<std::string>& findings() const { return findings_; }  // a sentence each, English
  std::size_t postings() const { return postings_; }
  std::size_t open_holds() const { return holds_.size(); }

 private:
  void find(std::string what);
  void end_hold(const Posting& posting);

  std::map<LedgerAccount, Balance> balances_;  // those not yet compared
  std::map<Currency, std::int64_t> net_;       // debits less credits, of what was kept
  std::map<std::string, std::vector<Entry>> holds_;
  std::vector<std::string> findings_;
  std::int64_t last_ = 0;
  std::size_t found_ = 0, postings_ = 0;
};

// "payable of 7 in CNY"
std::string describe(const LedgerAccount& account);

}  // namespace lyceum::money
