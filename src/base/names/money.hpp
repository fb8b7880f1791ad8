// Money: whole minor units of one currency. There is no fraction of a cent and no floating point anywhere
// near it.
#pragma once

#include "base/names/currency.hpp"

#include <cstdint>

namespace lyceum {

struct Money {
  std::int64_t amount = 0;  // minor units: cents, 分
  Currency currency = Currency::cny;

  bool operator==(const Money&) const = default;
};

// What one amount may be: ten billion yuan. A hundred thousand such sums still fit into 64 bits, and one fits
// into a JavaScript number.
inline constexpr std::int64_t money_max = 1'000'000'000'000;

// Hundredths of a percent.
struct BasisPoints {
  int value = 0;  // 0 … 10,000

  auto operator<=>(const BasisPoints&) const = default;
};

// That share of an amount from 0 to money_max, rounded to the nearest minor unit, halves down: what is left
// over belongs to whoever gets the rest.
constexpr std::int64_t share_of(std::int64_t amount, BasisPoints share) {
  return (amount * share.value + 4'999) / 10'000;
}

}  // namespace lyceum
