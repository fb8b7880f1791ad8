#include "room/presence/stays.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::room {

Stays::Stays(const std::vector<Stayed>& saved) {
  for (const Stayed& stayed : saved)
    kept_[stayed.account] = {
        .before = stayed.before, .since = stayed.since, .until = stayed.until, .saved = stayed.until};
}

void Stays::run(bool on, Utc now) {
  if (on == running_) return;
  for (auto& [account, kept] : kept_) {
    if (!kept.here) continue;
    if (on)
      begin(account, kept, now);
    else
      kept.until = std::max(kept.until, now);
  }
  running_ = on;
  unsaved_ = unsaved_ || !on;
}

void Stays::begin(AccountId account, Kept& kept, Utc now) {
  if (kept.since != Utc() && now - kept.until <= rejoin) return;
  if (is_unsaved(kept)) ended_.push_back({account, kept.role, kept.since, kept.until});
  kept.before += kept.until - kept.since;
  kept.since = kept.until = kept.saved = now;
}

void Stays::enter(const Person& who, Utc now) {
  Kept& kept = kept_[who.id];
  kept.role = who.role;
  if (std::exchange(kept.here, true)) return;
  ++here_;
  if (running_) begin(who.id, kept, now);
}

void Stays::leave(AccountId account, Utc now) {
  const auto found = kept_.find(account);
  if (found == kept_.end() || !found->second.here) return;
  Kept& kept = found->second;
  if (running_) kept.until = std::max(kept.until, now);
  kept.here = false;
  unsaved_ = true;
  --here_;
  if (kept.since == Utc()) kept_.erase(found);  // never while the class ran
}

void Stays::forget(AccountId account) {
  const auto found = kept_.find(account);
  if (found != kept_.end() && found->second.here) --here_;
  kept_.erase(account);
  std::erase_if(ended_, [account](const Stay& stay) { return stay.account == account; });
}

microseconds Stays::present(AccountId account, Utc now) const {
  const auto found = kept_.find(account);
  if (found == kept_.end()) return microseconds(0);
  const Kept& kept = found->second;
  return kept.before + ((open(kept) ? std::max(kept.until, now) : kept.until) - kept.since);
}

std::vector<Stay> Stays::take(Utc now, std::size_t most) {
  std::vector<Stay> taken;
  while (!ended_.empty() && taken.size() < most) {
    taken.push_back(ended_.back());
    ended_.pop_back();
  }
  unsaved_ = false;
  for (auto& [account, kept] : kept_) {
    if (taken.size() >= most) {
      unsaved_ = true;
      break;
    }
    if (open(kept) && now - kept.saved >= saved_every) kept.until = std::max(kept.until, now);
    if (!is_unsaved(kept)) continue;
    taken.push_back({account, kept.role, kept.since, kept.until});
    kept.saved = kept.until;
  }
  return taken;
}

void Stays::put_back(const std::vector<Stay>& stays) {
  for (const Stay& stay : stays) {
    const auto found = kept_.find(stay.account);
    if (found == kept_.end()) continue;  // deleted meanwhile
    if (found->second.since == stay.since)
      found->second.saved = stay.since;
    else
      ended_.push_back(stay);
    unsaved_ = true;
  }
}

}  // namespace lyceum::room
