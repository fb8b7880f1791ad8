// The pace of a class as its events made it: who says what now, and whether the lecturer was told.
//
// A person has one vote, and it fades: five minutes after it was given it is gone, so what the lecturer sees
// is how people feel now and not what they once felt. When enough of those present say the same, staff is
// told once; again only after that side has fallen to half of what it took.
#pragma once

#include "room/pace/event.hpp"

#include <map>
#include <vector>

namespace lyceum::room {

class Pace {
 public:
  static constexpr milliseconds lasts{std::chrono::minutes(5)};
  static constexpr milliseconds count_gap{2000};   // between two counts
  static constexpr milliseconds fade_gap{10'000};  // while votes fade and nobody votes
  static constexpr std::int64_t alert_least = 2;   // one person alone is no alert

  struct Vote {
    PaceVote vote;
    Utc t;
    bool operator==(const Vote&) const = default;
  };

  bool operator==(const Pace&) const = default;

  // Nothing: none. It may have faded.
  std::optional<Vote> vote_of(AccountId account) const;
  static bool is_over(const Vote& vote, Utc now) { return now - vote.t >= lasts; }
  std::int64_t alert_percent() const { return alert_percent_; }
  const PaceCounted& told() const { return told_; }

  // When the next count may be made; nothing: staff knows how things stand.
  std::optional<Utc> due() const;
  PaceCounted count(Utc now) const;
  // What staff should hear of when things stand so and so many people are in the room.
  std::vector<PaceAlerted> alerts(const PaceCounted& counted, std::int64_t people) const;

  void evolve(const PaceVoted& event, Stamp at);
  void evolve(const PaceCounted& event, Stamp at);
  void evolve(const PaceAlerted& event, Stamp at);
  void evolve(const PaceAlertSet& event, Stamp at);

 private:
  std::map<AccountId, Vote> votes_;  // also some that have faded: they go with the next count
  PaceCounted told_;
  Utc told_at_{};
  bool changed_ = false;  // since then
  std::int64_t alert_percent_ = 20;
  std::map<PaceVote, std::int64_t> alerted_;  // with so many votes
};

// ,"pace":{"vote":"fast","t":…}: the own vote as a member of "You", if there is one; it may
// have faded.
void append_mine(std::string& out, const Pace& pace, AccountId account);

// ,"pace":{"fast":[…],…,"alert_percent":20}: how things stood when staff was last told.
void append_for_staff(std::string& out, const Pace& pace);

}  // namespace lyceum::room
