// Every way in which a posting can end, in one ordered list. A posting that breaks several rules ends with
// the first of them in this order, so the same posting against the same ledger always ends the same way.
#pragma once

#include <cstdint>
#include <string_view>

namespace lyceum::money {

enum class Outcome : std::uint8_t {
  done,                // written
  already_done,        // written before, by the same intent: nothing new happened, and that is well
  key_invalid,         // key or reason is empty, too long, or not printable ASCII without spaces
  key_reused,          // another intent has this key
  target_unexpected,   // a post or a hold names one
  target_missing,      // a settle, release or reversal names none
  entries_unexpected,  // a settle, release or reversal brings its own
  too_few_entries,     // fewer than 2
  too_many_entries,    // more than 16
  owner_invalid,       // of a book that has owners none, or of one that has none
  amount_invalid,      // not 1 … money_max
  currencies_mixed,    // a posting is of one currency
  account_twice,       // each account stands in a posting once
  not_balanced,        // debits and credits differ
  target_unknown,      // there is no such posting
  target_not_held,     // settle, release: it holds nothing
  target_settled,      // settle, release: it has happened already
  target_released,     // settle, release: it was let go already
  target_not_posted,   // reverse: it has not happened
  target_is_reversal,  // reverse: post it again instead
  target_reversed,     // reverse: it was already
  below_floor,         // somebody would have less than nothing
  sum_too_large,       // a sum would leave the range that all readers can hold
};
inline constexpr int outcomes = 23;

std::string_view outcome_name(Outcome outcome);
constexpr bool is_well(Outcome outcome) { return outcome <= Outcome::already_done; }

}  // namespace lyceum::money
