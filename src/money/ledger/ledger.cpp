#include "money/ledger/ledger.hpp"

namespace lyceum::money {

Known Ledger::known(const Posting& posting) const {
  Known known;
  if (const auto same = fates_.find(posting.key); same != fates_.end()) known.same_key = same->second.posting;
  if (const auto target = fates_.find(posting.target); target != fates_.end()) {
    known.target = target->second.posting;
    known.ended_by = target->second.ended_by;
  }
  return known;
}

Outcome Ledger::record(const Posting& posting) {
  const Known known = this->known(posting);
  if (const Outcome outcome = judge(posting, known); outcome != Outcome::done) return outcome;
  const auto written = entries_of(posting, known.target);
  const auto& touched = posting.act == Act::release ? known.target->entries : written;
  std::vector<Balance> before;
  for (const Entry& entry : touched) before.push_back(balance(entry.account));
  if (const Outcome outcome = judge_balances(posting, touched, before); outcome != Outcome::done)
    return outcome;

  for (const Entry& entry : touched) apply(balances_[entry.account], posting.act, entry);
  if (known.target != nullptr) fates_.at(posting.target).ended_by = posting.act;
  postings_.push_back(posting);
  postings_.back().entries = written;
  fates_[posting.key].posting = &postings_.back();
  return Outcome::done;
}

Balance Ledger::balance(const LedgerAccount& account) const {
  const auto found = balances_.find(account);
  return found == balances_.end() ? Balance{} : found->second;
}

}  // namespace lyceum::money
