// The accounts of the ledger: what can be owed to whom.
//
// Every account belongs to a book. Books grow on the debit side (what we have or have spent) or on the credit
// side (what we owe or have earned); a balance is counted on the side where its book grows.
#pragma once

#include "base/names/money.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lyceum::money {

enum class Side : std::uint8_t { debit, credit };
constexpr Side other(Side side) { return side == Side::debit ? Side::credit : Side::debit; }

// docs/money.md tells an accountant what each is for. Stored by name, never by number.
enum class Book : std::uint8_t {
  clearing,  // debit   what a gateway has taken for us and not yet paid out; owner: the gateway
  bank,      // debit   the operator's own bank account
  fees,      // debit   what gateways keep for their work
  refunds,   // debit   income given back
  owed,      // debit   what a lecturer has been paid and must give back; owner: the lecturer's account
  customer,  // credit  what an account has paid and not yet got anything for; owner: the account
  payable,   // credit  what a lecturer has earned and not yet been paid; owner: the lecturer's account
  income,    // credit  the platform's own part
  tax,       // credit  collected for the state
};
inline constexpr int books = 9;

std::string_view book_name(Book book);
std::optional<Book> parse_book(std::string_view name);
constexpr Side grows_on(Book book) { return book < Book::customer ? Side::debit : Side::credit; }
// Books with an account for each owner; the others have one a currency, whose owner is 0.
constexpr bool has_owners(Book book) {
  return book == Book::clearing || book == Book::owed || book == Book::customer || book == Book::payable;
}
// What people have, or must give back, is never less than nothing: nobody spends what is not there.
constexpr bool has_floor(Book book) {
  return book == Book::owed || book == Book::customer || book == Book::payable;
}

struct LedgerAccount {
  Book book = Book::customer;
  std::int64_t owner = 0;  // AccountId, the number of a gateway, or 0
  Currency currency = Currency::cny;

  auto operator<=>(const LedgerAccount&) const = default;
};

// Sums of all entries of one account, in minor units; none is ever negative.
struct Balance {
  std::int64_t debits = 0, credits = 0;                  // posted
  std::int64_t pending_debits = 0, pending_credits = 0;  // held

  bool operator==(const Balance&) const = default;

  // The three balances, on the side `grows`:
  std::int64_t posted(Side grows) const;   // what has happened
  std::int64_t pending(Side grows) const;  // with all that is held, as if it had happened
  std::int64_t available(
      Side grows) const;  // what has happened less what is held against it: safe to give away

  std::int64_t& sum(Side side, bool held);
};

}  // namespace lyceum::money
