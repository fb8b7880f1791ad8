// The hands that are up, as the events made them: a queue, the longest first.
#pragma once

#include "room/hands/event.hpp"

#include <vector>

namespace lyceum::room {

class Hands {
 public:
  struct Hand {
    Person from;
    Utc t;
    bool called = false;
    bool operator==(const Hand&) const = default;
  };

  bool operator==(const Hands&) const = default;

  const std::vector<Hand>& all() const { return all_; }
  // Nullptr: it is not up.
  const Hand* of(AccountId account) const;
  bool mentions(AccountId account) const { return of(account) != nullptr; }

  void evolve(const HandRaised& event, Stamp at);
  void evolve(const HandCalled& event, Stamp at);
  void evolve(const HandLowered& event, Stamp at);
  // The account was deleted: its hand is down.
  void forget(AccountId account);
  // The class is over.
  void lower_all() { all_.clear(); }

 private:
  std::vector<Hand> all_;
};

// ,"hand":{"t":…,"called":false}: the own one as a member of "You", if it is up.
void append_mine(std::string& out, const Hands& hands, AccountId account);

// ,"hands":[{"from":{…},"t":…,"called":false}], the longest first.
void append_for_staff(std::string& out, const Hands& hands);

}  // namespace lyceum::room
