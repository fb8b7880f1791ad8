#include "room/offers/meter.hpp"

#include <utility>

namespace lyceum::room {
namespace {

std::int64_t size_of(const std::set<AccountId>& all) { return static_cast<std::int64_t>(all.size()); }

// Spread over rows of a bounded size.
void append_reached(std::vector<OfferReached>& rows, Offset offer, const std::set<AccountId>& accounts,
                    std::vector<AccountId> OfferReached::*list) {
  for (const AccountId account : accounts) {
    if (rows.empty() || rows.back().offer != offer ||
        rows.back().seen.size() + rows.back().clicked.size() >= reached_max)
      rows.push_back({offer, {}, {}});
    (rows.back().*list).push_back(account);
  }
}

}  // namespace

std::expected<bool, Refusal> OfferMeter::add(const Offers& offers, const Standing& who, Offset offer,
                                             bool clicked) {
  if (!who.person) return refuse(No::sign_in);
  if (who.may_moderate) return refuse(No::not_allowed);
  const Offers::Kept* kept = offers.find(offer);
  if (kept == nullptr) return refuse(No::not_found);
  const AccountId account = who.person->id;
  bool fresh = false;
  if (!kept->seen.contains(account)) fresh = waiting_[offer].seen.insert(account).second;
  if (clicked && !kept->clicked.contains(account))
    fresh = waiting_[offer].clicked.insert(account).second || fresh;
  return fresh;
}

std::optional<Utc> OfferMeter::due() const {
  return waiting() ? std::optional(last_event_ + event_gap) : std::nullopt;
}

OfferMeter::Counted OfferMeter::count(const Offers& offers, Utc now) {
  last_event_ = now;
  Counted out;
  for (const auto& [offer, reach] : std::exchange(waiting_, {})) {
    const Offers::Kept* kept = offers.find(offer);
    if (kept == nullptr) continue;
    append_reached(out.reached, offer, reach.seen, &OfferReached::seen);
    append_reached(out.reached, offer, reach.clicked, &OfferReached::clicked);
    // Nobody who waits is among those who are counted.
    out.counted.push_back(
        {offer, size_of(kept->seen) + size_of(reach.seen), size_of(kept->clicked) + size_of(reach.clicked)});
  }
  return out;
}

}  // namespace lyceum::room
