#include "room/likes/allowance.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {
constexpr std::int64_t full = TapAllowance::taps_at_once * 1000;
}

TapAllowance::Allowance TapAllowance::refilled(AccountId account, Utc now) const {
  const auto found = allowances_.find(account);
  if (found == allowances_.end()) return {full, now};
  // A clock that was set back must not starve anybody: time that ran backwards counts as none.
  const auto passed = std::clamp<std::int64_t>((now - found->second.at).count() / 1000, 0, full);
  return {std::min(full, found->second.milli_taps + passed * taps_a_second), now};
}

void TapAllowance::forget_rested(Utc now) {
  if (allowances_.size() < forget_at_) return;
  std::erase_if(allowances_,
                [&](const auto& entry) { return refilled(entry.first, now).milli_taps == full; });
  forget_at_ = std::max<std::size_t>(1024, allowances_.size() * 2);
}

std::expected<void, Refusal> TapAllowance::take(AccountId account, std::int64_t taps, Utc now) {
  Allowance allowance = refilled(account, now);
  const std::int64_t wanted = taps * 1000;
  if (allowance.milli_taps < wanted)
    return refuse(No::too_fast, milliseconds((wanted - allowance.milli_taps) / taps_a_second + 1));
  allowance.milli_taps -= wanted;
  forget_rested(now);
  allowances_[account] = allowance;
  return {};
}

}  // namespace lyceum::room
