// For how long each account was in the room while its class ran: "minutes present".
//
// A stay goes from the first socket of an account to its last. Somebody who comes back within a moment was
// never away. Not part of the room's state, as who is here is not; what is to last is saved with take().
#pragma once

#include "room/word/person.hpp"

#include <unordered_map>
#include <vector>

namespace lyceum::room {

// Without gaps longer than Stays::rejoin. Named by its lesson, its account and `since`.
struct Stay {
  AccountId account;
  Role role = Role::learner;
  Utc since, until;  // since < until
  bool operator==(const Stay&) const = default;
};

// What was saved of an account in a lesson.
struct Stayed {
  AccountId account;
  microseconds before{0};  // all stays but the latest one
  Utc since, until;        // the latest one
  bool operator==(const Stayed&) const = default;
};

class Stays {
 public:
  static constexpr seconds rejoin{20};
  // So long a stay that goes on waits until it is saved again: what the end of the process costs at most.
  static constexpr seconds saved_every{40};

  explicit Stays(const std::vector<Stayed>& saved = {});

  // The class begins, or is over: time counts in between. The same again changes nothing.
  void run(bool on, Utc now);
  void enter(const Person& who, Utc now);
  void leave(AccountId account, Utc now);
  // The account was deleted.
  void forget(AccountId account);

  microseconds present(AccountId account, Utc now) const;

  // Stays that ended, and those whose time has come, at most `most`; from now on they are taken to be saved.
  std::vector<Stay> take(Utc now, std::size_t most);
  // They could not be saved.
  void put_back(const std::vector<Stay>& stays);
  // Something is to be saved, now or later.
  bool pending() const { return (running_ && here_ > 0) || !ended_.empty() || unsaved_; }
  bool anybody_here() const { return here_ > 0; }

 private:
  struct Kept {
    Role role = Role::learner;
    bool here = false;
    microseconds before{0};
    Utc since, until;  // the latest stay; no earlier than `saved`
    Utc saved;         // up to there
  };
  bool open(const Kept& kept) const { return running_ && kept.here; }
  static bool is_unsaved(const Kept& kept) { return kept.until > std::max(kept.since, kept.saved); }
  void begin(AccountId account, Kept& kept, Utc now);

  std::unordered_map<AccountId, Kept> kept_;
  std::vector<Stay> ended_;  // to be saved; somebody has come again since
  std::size_t here_ = 0;
  bool running_ = false;
  bool unsaved_ = false;  // there may be such among those kept
};

}  // namespace lyceum::room
