// The answers to the survey, as the events made them: one a person, the latest.
#pragma once

#include "room/survey/event.hpp"

#include <map>

namespace lyceum::room {

class Survey {
 public:
  struct Answer {
    SurveyScores scores;
    std::string text;
    bool operator==(const Answer&) const = default;
  };

  bool operator==(const Survey&) const = default;

  const std::map<AccountId, Answer>& all() const { return all_; }
  // Nullptr: none yet.
  const Answer* of(AccountId account) const;

  void evolve(const Surveyed& event, Stamp at);
  // The account was deleted: its scores still count, its words are gone.
  void forget(AccountId account);

 private:
  std::map<AccountId, Answer> all_;
};

// ,"survey":{"content":4,…}: the own answer as a member of "You", if there is one.
void append_mine(std::string& out, const Survey& survey, AccountId account);

}  // namespace lyceum::room
