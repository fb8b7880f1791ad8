// What is written into the ledger: postings, each a handful of entries whose debits equal their credits. A
// posting is never changed and never removed. What was wrong is reversed; what waits for somebody else (a
// gateway that gives a refund, an operator who approves a payout) is held, and later settled or released.
#pragma once

#include "base/time/clock.hpp"
#include "money/ledger/account.hpp"

#include <string>
#include <vector>

namespace lyceum::money {

struct Entry {
  LedgerAccount account;
  Side side = Side::debit;
  std::int64_t amount = 0;  // minor units, 1 … money_max

  bool operator==(const Entry&) const = default;
};

enum class Act : std::uint8_t {
  post,     // the entries happen
  hold,     // the entries are held: they count against what is available, and have not happened
  settle,   // what `target` holds happens
  release,  // what `target` holds is let go
  reverse,  // what happened by `target` (a post or a settle) is undone by its mirror
};
std::string_view act_name(Act act);
std::optional<Act> parse_act(std::string_view name);

struct Posting {
  std::string key;  // made by who posts, from what it is for ("sale:42"): the same key is the same intent
  Act act = Act::post;
  std::string target = {};          // settle, release, reverse: the key of another posting
  std::string reason = {};          // a word for the reader of the ledger: "sale", "refund", "payout" …
  std::int64_t about = 0;           // the order, refund or payout it belongs to; 0: none
  Utc at = {};                      // told by the caller; the order of postings is their number, not this
  std::vector<Entry> entries = {};  // post, hold; the others take those of their target
};

inline constexpr std::size_t key_max = 80, reason_max = 40;  // bytes of printable ASCII without spaces
inline constexpr std::size_t entries_min = 2, entries_max = 16;

// The same intent: everything but the time is equal.
bool same_intent(const Posting& a, const Posting& b);

// What a posting writes: its own entries, its target's, or (reverse) its target's with the sides exchanged.
// Empty for release.
std::vector<Entry> entries_of(const Posting& posting, const Posting* target);

// Adds what the posting does with one of its entries (of its target's, for settle and release) to the balance
// of that entry's account.
void apply(Balance& balance, Act act, const Entry& entry);

}  // namespace lyceum::money
