// The check-ins of a class as its events made them: who was there when staff asked for it.
#pragma once

#include "room/checkin/event.hpp"

#include <map>
#include <set>
#include <vector>

namespace lyceum::room {

class Checkins {
 public:
  static constexpr milliseconds count_gap{1000};  // between two count events

  struct Entry {
    Person who;
    Utc t;
    std::string answer;
    bool operator==(const Entry&) const = default;
  };
  struct Kept {
    Utc t, until;
    std::string question;
    bool closed = false;
    std::int64_t told = 0;       // the number that everybody knows
    std::vector<Entry> entries;  // in the order in which they came
    std::set<AccountId> who;
    bool operator==(const Kept&) const = default;
  };

  bool operator==(const Checkins&) const = default;

  const std::map<Offset, Kept>& all() const { return all_; }
  // Nullptr: there is none.
  const Kept* find(Offset checkin) const;
  // The one that is open; 0: none.
  Offset open() const;
  bool has(AccountId account) const { return who_.contains(account); }  // in any of them
  std::vector<Offset> of(AccountId account) const;
  bool mentions(AccountId account) const { return has(account); }

  // When the open one ends by itself; nothing: none is open. `over`: the class is, so it ends at once.
  std::optional<Utc> closes_at(bool over) const;
  // When the next count may be told; nothing: everybody knows the right number.
  std::optional<Utc> count_due() const;
  // Precondition of both: one is open.
  CheckinCounted count() const;
  CheckinClosed close() const;

  void evolve(const CheckinOpened& event, Stamp at);
  void evolve(const CheckedIn& event, Stamp at);
  void evolve(const CheckinCounted& event, Stamp at);
  void evolve(const CheckinClosed& event, Stamp at);
  // The account was deleted: that somebody checked in stays, without name and answer.
  void forget(AccountId account);

 private:
  std::map<Offset, Kept> all_;  // at most checkins_max
  std::set<AccountId> who_;     // checked in at least once
  Utc counted_at_{};
};

// ,"checked_in":[…]: the check-ins of this person, as a member of "You", if there are any.
void append_mine(std::string& out, const Checkins& checkins, AccountId account);

// ,"checkin":{"n":5,"t":…,"until":…,"question":"…","people":12,"closed":false}: the newest one as a member of
// "State", if there is one.
void append_shown(std::string& out, const Checkins& checkins);

// {"entries":[{"from":{…},"t":…,"answer":"…"}],"next":…}: who checked in, from the entry `after` (0, 1, …)
// on, about bytes_max of them; next: there are more.
std::string entries_json(const Checkins::Kept& checkin, std::uint64_t after, std::size_t bytes_max);

}  // namespace lyceum::room
