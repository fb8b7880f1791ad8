#include "money/ledger/judge.hpp"

#include <algorithm>

namespace lyceum::money {
namespace {

bool printable(std::string_view text, std::size_t max) {
  return !text.empty() && text.size() <= max &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

bool brings_entries(Act act) { return act == Act::post || act == Act::hold; }

Outcome judge_shape(const Posting& posting) {
  if (brings_entries(posting.act)) {
    if (!posting.target.empty()) return Outcome::target_unexpected;
    if (posting.entries.size() < entries_min) return Outcome::too_few_entries;
    if (posting.entries.size() > entries_max) return Outcome::too_many_entries;
    return Outcome::done;
  }
  if (posting.target.empty()) return Outcome::target_missing;
  return posting.entries.empty() ? Outcome::done : Outcome::entries_unexpected;
}

bool owner_fits(const LedgerAccount& account) {
  return has_owners(account.book) ? account.owner > 0 : account.owner == 0;
}

bool has_twice(std::span<const Entry> entries) {
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (entries[i].account == entries[k].account) return true;
  return false;
}

// Up to 16 amounts of at most money_max: far from 2^63.
std::int64_t debits_less_credits(std::span<const Entry> entries) {
  std::int64_t sum = 0;
  for (const Entry& entry : entries) sum += entry.side == Side::debit ? entry.amount : -entry.amount;
  return sum;
}

Outcome judge_entries(std::span<const Entry> entries) {
  const auto all = [&](auto holds) { return std::ranges::all_of(entries, holds); };
  if (!all([](const Entry& entry) { return owner_fits(entry.account); })) return Outcome::owner_invalid;
  if (!all([](const Entry& entry) { return entry.amount >= 1 && entry.amount <= money_max; }))
    return Outcome::amount_invalid;
  if (!all([&](const Entry& entry) { return entry.account.currency == entries[0].account.currency; }))
    return Outcome::currencies_mixed;
  if (has_twice(entries)) return Outcome::account_twice;
  return debits_less_credits(entries) == 0 ? Outcome::done : Outcome::not_balanced;
}

Outcome judge_target(Act act, const Known& known) {
  if (known.target == nullptr) return Outcome::target_unknown;
  const Act was = known.target->act;
  if (act == Act::reverse) {
    if (was == Act::hold || was == Act::release) return Outcome::target_not_posted;
    if (was == Act::reverse) return Outcome::target_is_reversal;
    return known.ended_by ? Outcome::target_reversed : Outcome::done;
  }
  if (was != Act::hold) return Outcome::target_not_held;
  if (known.ended_by == Act::settle) return Outcome::target_settled;
  return known.ended_by ? Outcome::target_released : Outcome::done;
}

}  // namespace

Outcome judge(const Posting& posting, const Known& known) {
  if (!printable(posting.key, key_max) || !printable(posting.reason, reason_max)) return Outcome::key_invalid;
  if (known.same_key != nullptr)
    return same_intent(posting, *known.same_key) ? Outcome::already_done : Outcome::key_reused;
  if (const Outcome shape = judge_shape(posting); shape != Outcome::done) return shape;
  return brings_entries(posting.act) ? judge_entries(posting.entries) : judge_target(posting.act, known);
}

Outcome judge_balances(const Posting& posting, std::span<const Entry> entries,
                       std::span<const Balance> balances) {
  bool low = false, large = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Balance after = balances[i];
    apply(after, posting.act, entries[i]);
    const Book book = entries[i].account.book;
    // What a settle or a release does to what is available can only be for the better, or was counted by the
    // hold.
    low = low || (has_floor(book) && after.available(grows_on(book)) < 0);
    large = large ||
            std::max({after.debits, after.credits, after.pending_debits, after.pending_credits}) > sum_max;
  }
  if (low) return Outcome::below_floor;
  return large ? Outcome::sum_too_large : Outcome::done;
}

}  // namespace lyceum::money
