// The polls of a room as its events made them: drafts, who answered what, and what that adds up to.
#pragma once

#include "room/polls/event.hpp"
#include "room/polls/leaderboard.hpp"

#include <map>
#include <unordered_map>

namespace lyceum::room {

class Polls {
 public:
  static constexpr milliseconds count_gap{1000};  // between two counts events

  struct Answer {
    milliseconds after{0};  // since it was opened
    Choices choices = 0;
    bool operator==(const Answer&) const = default;
  };
  struct Said {
    std::string word, folded;  // as in PollAnswered
    bool operator==(const Said&) const = default;
  };
  struct Kept {
    Poll poll;  // with its right answers
    Offset draft = 0;
    Utc opened;
    std::optional<Utc> closed;
    std::unordered_map<AccountId, Answer> answers;
    std::vector<std::int64_t> counts;          // by option
    std::unordered_map<AccountId, Said> said;  // of a text poll
    Words words;
    std::vector<Offset> words_told;  // events that told words since one was taken out
    std::vector<Offset> withheld;    // those before: nobody is told them again
    bool operator==(const Kept&) const = default;

    // When its timer ends; nothing: it has none.
    std::optional<Utc> ends() const;
    // `but`: a word on its way out.
    PollTotals totals(std::string_view but = {}) const;
  };

  // What the room is told of a poll, in this order.
  struct Told {
    std::optional<PollCounted> everyone;
    std::optional<PollCountedForStaff> staff;
    std::optional<PollClosed> closed;
  };

  bool operator==(const Polls&) const = default;

  const std::map<Offset, Kept>& all() const { return all_; }
  const std::map<Offset, Poll>& drafts() const { return drafts_; }
  // Nullptr: there is none.
  const Kept* find(Offset poll) const;
  // 0: none is open.
  Offset open() const { return open_; }
  const Leaderboard& leaderboard() const { return leaderboard_; }
  // Of those who answered a poll with names; empty: not known, or deleted.
  std::string_view name(AccountId account) const;
  bool mentions(AccountId account) const { return names_.contains(account); }
  bool has_answered(AccountId account) const;  // any poll

  // When it is time for a counts event, or to close; nothing: everybody knows what there is to know.
  std::optional<Utc> due() const;
  // Precondition: due.
  Told owed(Utc now) const;
  // Precondition of both: one is open.
  Told counting(std::string_view but = {}) const;
  Told closing() const;

  void evolve(const PollKept& event, Stamp at);
  void evolve(const PollDropped& event, Stamp at);
  void evolve(const PollKeyed& event, Stamp at);
  void evolve(const PollOpened& event, Stamp at);
  void evolve(const PollAnswered& event, Stamp at);
  void evolve(const PollCounted& event, Stamp at);
  void evolve(const PollCountedForStaff& event, Stamp at);
  void evolve(const WordTakenOut& event, Stamp at);
  void evolve(const PollClosed& event, Stamp at);
  // The account was deleted: its answers stay, without its name.
  void forget(AccountId account);

 private:
  void counted(Offset poll, const PollTotals& totals, Stamp at);

  std::map<Offset, Poll> drafts_;
  PollKeyed key_;  // of the poll that is opened next
  std::map<Offset, Kept> all_;
  Offset open_ = 0;
  bool changed_ = false;  // since totals were last told
  Utc counted_at_{};
  std::unordered_map<AccountId, std::string> names_;
  Leaderboard leaderboard_;
};

}  // namespace lyceum::room
