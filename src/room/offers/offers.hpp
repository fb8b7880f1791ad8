// The offers of a class as its events made them: those that are kept, the one that is shown, and whom each
// has reached.
#pragma once

#include "room/offers/event.hpp"

#include <map>
#include <set>

namespace lyceum::room {

class Offers {
 public:
  struct Kept {
    OfferContent content;
    std::set<AccountId> seen, clicked;  // who clicked has seen it, too
    bool operator==(const Kept&) const = default;
  };

  bool operator==(const Offers&) const = default;

  const std::map<Offset, Kept>& all() const { return all_; }
  // Nullptr: there is none.
  const Kept* find(Offset offer) const;
  // 0: none.
  Offset shown() const { return shown_; }

  void evolve(const OfferKept& event, Stamp at);
  void evolve(const OfferDropped& event, Stamp) { all_.erase(event.offer); }
  void evolve(const OfferShown& event, Stamp at);
  void evolve(const OfferHidden& event, Stamp);
  void evolve(const OfferReached& event, Stamp);
  void evolve(const OfferCounted&, Stamp) {}  // says to staff what the others say to the record

 private:
  friend void append_shown(std::string& out, const Offers& offers);

  std::map<Offset, Kept> all_;  // at most offers_max
  Offset shown_ = 0;
  OfferContent content_;  // of the one that is shown
  Utc since_{};
};

// ,"offer":{"offer":5,"t":…,"content":{…}}: the one that is shown as a member of "State", if there is one.
void append_shown(std::string& out, const Offers& offers);

// [{"offer":5,"content":{…},"seen":12,"clicked":3}]: those that are kept, for staff, newest first.
std::string kept_json(const Offers& offers);

}  // namespace lyceum::room
