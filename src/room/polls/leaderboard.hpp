// Who has how many points from the quizzes of a class.
//
// Places: more points first; of the same points, less time taken to answer, over the quizzes that gave
// points; when that is the same too, the same place, and as many places after it are skipped. Who has no
// points has no place.
#pragma once

#include "base/names/id.hpp"

#include <chrono>
#include <unordered_map>
#include <vector>

namespace lyceum::room {

class Leaderboard {
 public:
  struct Score {
    std::int64_t points = 0;
    std::chrono::milliseconds took{0};
    std::size_t place = 0;  // from 1
    bool operator==(const Score&) const = default;
  };

  bool operator==(const Leaderboard&) const = default;

  // Places are right after rank(), which is for when all have got theirs.
  void add(AccountId account, std::int64_t points, std::chrono::milliseconds took);
  void rank();

  // Nullptr: no points.
  const Score* of(AccountId account) const;
  // By place; of the same place, by account.
  const std::vector<AccountId>& ranking() const { return ranking_; }

 private:
  std::unordered_map<AccountId, Score> scores_;
  std::vector<AccountId> ranking_;
};

}  // namespace lyceum::room
