// How clean the room is to be kept, as its events say: the rules for learners, the lesson's own words, what
// waits for staff's look, and what was reported.
#pragma once

#include "room/moderation/event.hpp"

#include <map>
#include <memory>
#include <set>

namespace lyceum::room {

class Moderation {
 public:
  struct Waiting {
    Held held;
    Utc t;
    AccountId author;  // also of a question without a name
    bool operator==(const Waiting&) const = default;
  };
  struct Report {
    ReplyTo comment;
    std::set<AccountId> by;
    bool operator==(const Report&) const = default;
  };

  const RoomRules& rules() const { return rules_; }
  const WordLists& words() const { return words_; }
  // Of the lesson's own words; nullptr: there are none.
  const WordFilter* filter() const { return filter_.get(); }

  const std::map<Offset, Waiting>& waiting() const { return waiting_; }
  std::size_t waiting_of(AccountId account) const;
  const std::map<Offset, Report>& reports() const { return reports_; }
  bool mentions(AccountId account) const;

  bool operator==(const Moderation& other) const;

  void evolve(const RulesSet& event, Stamp at);
  void evolve(const WordsSet& event, Stamp at);
  void evolve(const Held& event, Stamp at);
  void evolve(const Waits& event, Stamp at);
  void evolve(const Settled&, Stamp) {}
  void evolve(const Reported& event, Stamp at);
  void evolve(const ReportClosed& event, Stamp at);
  void evolve(const StaffDid&, Stamp) {}
  // It is gone: nobody need look at it any more.
  void close_report(Offset reported) { reports_.erase(reported); }
  // The account was deleted: what it wrote stays, without its name.
  void forget(AccountId account);

 private:
  RoomRules rules_;
  WordLists words_;
  std::shared_ptr<const WordFilter> filter_;
  std::map<Offset, Waiting> waiting_;
  std::map<Offset, Report> reports_;
};

// "rules":{…} for everybody, and for staff ,"words":{…},"held":[…],"reports":[…], the oldest first, of each
// list at most about bytes_max.
void append_state(std::string& out, const Moderation& moderation, Audience reader, std::size_t bytes_max);

// ,"newcomer":{"until":…,"pause":10,"review":true}
void append_newcomer(std::string& out, const Newcomer& newcomer, seconds pause);

// ,"held":[{"n":12,"text":"…"}]: own texts that wait, if there are any.
void append_mine(std::string& out, const Moderation& moderation, AccountId account);

}  // namespace lyceum::room
