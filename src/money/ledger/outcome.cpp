#include "money/ledger/outcome.hpp"

#include <array>

namespace lyceum::money {
namespace {

// In the order of Outcome.
constexpr std::array<std::string_view, outcomes> kNames{"done",
                                                        "already_done",
                                                        "key_invalid",
                                                        "key_reused",
                                                        "target_unexpected",
                                                        "target_missing",
                                                        "entries_unexpected",
                                                        "too_few_entries",
                                                        "too_many_entries",
                                                        "owner_invalid",
                                                        "amount_invalid",
                                                        "currencies_mixed",
                                                        "account_twice",
                                                        "not_balanced",
                                                        "target_unknown",
                                                        "target_not_held",
                                                        "target_settled",
                                                        "target_released",
                                                        "target_not_posted",
                                                        "target_is_reversal",
                                                        "target_reversed",
                                                        "below_floor",
                                                        "sum_too_large"};

}  // namespace

std::string_view outcome_name(Outcome outcome) { return kNames.at(static_cast<std::size_t>(outcome)); }

}  // namespace lyceum::money
