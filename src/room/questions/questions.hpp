// The questions of a room as its events made them: who asked, who wants an answer, what became of it.
#pragma once

#include "room/questions/event.hpp"

#include <map>
#include <set>
#include <unordered_map>

namespace lyceum::room {

class Questions {
 public:
  static constexpr milliseconds count_gap{1000};  // between two votes events

  struct Kept {
    Question question;
    AccountId asker;             // also of one without a name
    Offset into = 0;             // of one that was merged: where it lives on
    Offset shown_by = 0;         // the event that last told its text: asked, or out of hiding
    std::set<AccountId> voters;  // the asker among them
    bool operator==(const Kept&) const = default;
  };
  // What concerns one person only.
  struct Mine {
    std::vector<Offset> asked;  // without a name
    std::vector<Offset> voted;  // not the own ones
  };

  bool operator==(const Questions&) const = default;

  const std::map<Offset, Kept>& all() const { return all_; }
  // Nullptr: there is none, or it was merged into another one.
  const Kept* find(Offset question) const;
  // That question, or the one in which it lives on; nullptr: there is none.
  const Kept* living(Offset question) const;
  bool nameless() const { return nameless_; }
  std::size_t open_of(AccountId account) const;
  bool has_asked(AccountId account) const;  // one that is not hidden
  // 0: none is being answered.
  Offset answering() const;
  Mine mine(AccountId account) const;
  bool mentions(AccountId account) const;

  // When the next votes event may be made; nothing: everybody knows the right numbers.
  std::optional<Utc> due() const;
  VotesCounted count() const;

  void evolve(const Asked& event, Stamp at);
  void evolve(const AskedBy& event, Stamp at);
  void evolve(const Voted& event, Stamp at);
  void evolve(const VotesCounted& event, Stamp at);
  void evolve(const QuestionMoved& event, Stamp at);
  void evolve(const QuestionReplied& event, Stamp at);
  void evolve(const NamelessSet& event, Stamp at);
  // The account was deleted: what it asked stays, without its name.
  void forget(AccountId account);

 private:
  void recount(Offset question, const Kept& kept);
  void note_voter(Offset question, Kept& kept, AccountId account);
  // Calls which(question, kept) for what the account asked or has ever voted for.
  template <class Which>
  void each_of(AccountId account, Which which) const;

  std::map<Offset, Kept> all_;
  // What an account asked or has ever voted for: a "You" is written for each vote, and must not look at all.
  std::unordered_map<AccountId, std::set<Offset>> by_account_;
  std::set<Offset> uncounted_;
  Utc counted_at_{};
  bool nameless_ = true;
};

// ,"asked":[…],"voted":[…]: Mine as members of "You", where there are any.
void append_mine(std::string& out, const Questions& questions, AccountId account);

// As a newcomer sees them, at most about bytes_max: the one being answered, open ones by votes, answered ones
// from the newest back; for staff, then those that were archived or hidden.
std::string shown_json(const Questions& questions, Audience reader, std::size_t bytes_max);

}  // namespace lyceum::room
