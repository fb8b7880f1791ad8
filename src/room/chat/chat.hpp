// The comments of a room as its events made them: what is shown, what is pinned, who is muted, who spoke
// when.
#pragma once

#include "room/chat/event.hpp"

#include <array>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

namespace lyceum::room {

class Chat {
 public:
  static constexpr std::size_t window =
      100;  // comments kept here, deleted ones included; older ones are in the record
  static constexpr std::size_t burst = 3;  // comments a learner may send within …
  static constexpr seconds burst_time{5};
  static constexpr seconds longest_slow{300};

  struct Kept {
    Comment comment;  // its text is wiped when it is deleted
    bool deleted = false;
    bool operator==(const Kept&) const = default;
  };
  struct Mute {
    Person account;
    Utc until;
    bool operator==(const Mute&) const = default;
  };
  // Times of the last comments of one person, newest first; 1970 = none.
  using Times = std::array<Utc, burst>;

  bool operator==(const Chat&) const = default;

  const std::deque<Kept>& recent() const { return recent_; }  // oldest first
  const std::optional<Comment>& pinned() const { return pinned_; }
  seconds slow() const { return slow_; }
  bool deleted(Offset comment) const { return deleted_.contains(comment); }

  // The comment, when it is among the recent ones and not deleted.
  const Comment* find(Offset comment) const;
  // True when a comment of that number, if there ever was one, is older than the window.
  bool older_than_window(Offset comment) const;
  // Someone who is muted or has one of the recent comments.
  const Person* known(AccountId account) const;
  // Its name stands somewhere in what is kept here.
  bool mentions(AccountId account) const;
  // 1970 when not muted.
  Utc muted_until(AccountId account, Utc now) const;
  Times times(AccountId account) const;

  // Wrote something, shown or not.
  void note_time(AccountId account, Stamp at);
  void evolve(const Commented& event, Stamp at);
  void evolve(const Deleted& event, Stamp at);
  void evolve(const Pinned& event, Stamp at);
  void evolve(const Muted& event, Stamp at);
  void evolve(const Erased& event, Stamp at);
  void evolve(const SlowSet& event, Stamp at);

 private:
  std::deque<Kept> recent_;
  std::set<Offset> deleted_;
  std::optional<Comment> pinned_;
  std::map<AccountId, Mute> mutes_;
  seconds slow_{0};
  std::unordered_map<AccountId, Times> times_;  // forgotten after longest_slow
};

}  // namespace lyceum::room
