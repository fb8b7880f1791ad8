// Collects whom offers reach between two events: each person once, in one row for hundreds.
//
// Not part of the room's state: what it holds is acknowledged only when the event that counts it is
// committed.
#pragma once

#include "room/offers/offers.hpp"

namespace lyceum::room {

class OfferMeter {
 public:
  static constexpr milliseconds event_gap{1000};

  // Takes in that somebody has seen it, and `clicked` it. False: that is counted already, or waits to be.
  // Refusals: sign_in; not_allowed, since staff does not count; not_found.
  std::expected<bool, Refusal> add(const Offers& offers, const Standing& who, Offset offer, bool clicked);

  bool waiting() const { return !waiting_.empty(); }
  // Nothing: nobody waits. Otherwise when the events may be made (maybe in the past).
  std::optional<Utc> due() const;

  struct Counted {
    std::vector<OfferReached> reached;
    std::vector<OfferCounted> counted;
  };
  // The events for all who wait, to be committed together; of offers that are gone by now, none.
  Counted count(const Offers& offers, Utc now);

 private:
  struct Reach {
    std::set<AccountId> seen, clicked;
  };
  std::map<Offset, Reach> waiting_;
  Utc last_event_;
};

}  // namespace lyceum::room
