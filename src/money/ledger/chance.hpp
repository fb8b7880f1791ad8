// For tests: a made-up shop that posts whatever comes to mind, right or wrong. Keys are few, so that they
// meet again. One seed, one run.
#pragma once

#include "money/ledger/posting.hpp"

#include <random>

namespace lyceum::money {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}

  Posting next() {
    Posting posting{.key = key(), .act = static_cast<Act>(below(5)), .reason = "chance", .about = below(3)};
    if (posting.act > Act::hold || below(40) == 0) posting.target = key();
    if (posting.act <= Act::hold || below(40) == 0) posting.entries = entries();
    return posting;
  }

 private:
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n));
  }
  std::string key() { return "k" + std::to_string(below(400)); }
  LedgerAccount account(Currency currency) {
    const auto book = static_cast<Book>(below(books));
    return {book, has_owners(book) ? 1 + below(3) : 0, currency};
  }
  std::vector<Entry> entries() {
    const Currency currency = below(2) == 0 ? Currency::cny : Currency::jpy;
    std::vector<Entry> entries;
    std::int64_t sum = 0;
    for (std::int64_t left = 1 + below(3); left > 0; --left) {
      entries.push_back({account(currency), Side::credit, 1 + below(1000)});
      sum += entries.back().amount;
    }
    entries.push_back({account(currency), Side::debit, sum + (below(30) == 0 ? 1 : 0)});
    return entries;
  }

  std::mt19937_64 random_;
};

}  // namespace lyceum::money
