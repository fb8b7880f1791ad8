#include "money/ledger/account.hpp"

#include <array>

namespace lyceum::money {
namespace {

// In the order of Book.
constexpr std::array<std::string_view, books> kNames{"clearing", "bank",    "fees",   "refunds", "owed",
                                                     "customer", "payable", "income", "tax"};

}  // namespace

std::string_view book_name(Book book) { return kNames.at(static_cast<std::size_t>(book)); }

std::optional<Book> parse_book(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames.at(i) == name) return static_cast<Book>(i);
  return std::nullopt;
}

std::int64_t Balance::posted(Side grows) const {
  return grows == Side::debit ? debits - credits : credits - debits;
}

std::int64_t Balance::pending(Side grows) const {
  const std::int64_t held = pending_debits - pending_credits;
  return posted(grows) + (grows == Side::debit ? held : -held);
}

std::int64_t Balance::available(Side grows) const {
  return posted(grows) - (grows == Side::debit ? pending_credits : pending_debits);
}

std::int64_t& Balance::sum(Side side, bool held) {
  if (side == Side::debit) return held ? pending_debits : debits;
  return held ? pending_credits : credits;
}

}  // namespace lyceum::money
