#include "money/ledger/check.hpp"

#include <algorithm>

namespace lyceum::money {
namespace {

bool entries_balance(const std::vector<Entry>& entries) {
  std::int64_t net = 0;
  for (const Entry& entry : entries) {
    if (entry.amount <= 0 || entry.account.currency != entries[0].account.currency) return false;
    net += entry.side == Side::debit ? entry.amount : -entry.amount;
  }
  return net == 0;
}

bool below_floor(const LedgerAccount& account, const Balance& balance) {
  return has_floor(account.book) && balance.available(grows_on(account.book)) < 0;
}

}  // namespace

std::string describe(const LedgerAccount& account) {
  std::string words(book_name(account.book));
  if (account.owner != 0) words += " of " + std::to_string(account.owner);
  return words + " in " + std::string(currency_code(account.currency));
}

void LedgerCheck::find(std::string what) {
  ++found_;
  if (findings_.size() < findings_max) findings_.push_back(std::move(what));
}

void LedgerCheck::end_hold(const Posting& posting) {
  const auto hold = holds_.find(posting.target);
  if (hold == holds_.end()) return find(posting.key + ": " + posting.target + " holds nothing at that point");
  if (posting.act == Act::settle && posting.entries != hold->second)
    find(posting.key + ": not what " + posting.target + " held");
  if (posting.act == Act::release)
    for (const Entry& entry : hold->second) apply(balances_[entry.account], Act::release, entry);
  holds_.erase(hold);
}

void LedgerCheck::posting(std::int64_t n, const Posting& posting) {
  if (n != ++last_)
    find("before " + posting.key + ": " + std::to_string(n - last_) + " postings are missing");
  last_ = n;
  ++postings_;
  if (posting.act == Act::release ? !posting.entries.empty() : posting.entries.size() < entries_min)
    find(posting.key + ": has " + std::to_string(posting.entries.size()) + " entries");
  if (!entries_balance(posting.entries)) find(posting.key + ": debits and credits differ");
  if (posting.act == Act::hold) holds_[posting.key] = posting.entries;
  if (posting.act == Act::settle || posting.act == Act::release) end_hold(posting);
  for (const Entry& entry : posting.entries) {
    Balance& balance = balances_[entry.account];
    apply(balance, posting.act, entry);
    if (below_floor(entry.account, balance))
      find(posting.key + ": " + describe(entry.account) + " falls below nothing");
  }
}

void LedgerCheck::kept(const LedgerAccount& account, const Balance& balance) {
  net_[account.currency] += balance.debits - balance.credits;
  const auto counted = balances_.extract(account);
  if ((counted ? counted.mapped() : Balance{}) != balance)
    find(describe(account) + ": the balance kept is not the sum of its entries");
}

void LedgerCheck::finish() {
  for (const auto& [account, balance] : balances_)
    if (balance != Balance{}) find(describe(account) + ": no balance is kept");
  for (const auto& [currency, net] : net_)
    if (net != 0)
      find("the sum of all accounts in " + std::string(currency_code(currency)) + " is not nothing");
}

}  // namespace lyceum::money
