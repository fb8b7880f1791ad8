#include "room/polls/leaderboard.hpp"

#include <algorithm>
#include <tuple>

namespace lyceum::room {

void Leaderboard::add(AccountId account, std::int64_t points, std::chrono::milliseconds took) {
  if (points == 0) return;
  const auto [found, fresh] = scores_.try_emplace(account);
  found->second.points += points;
  found->second.took += took;
  if (fresh) ranking_.push_back(account);
}

void Leaderboard::rank() {
  const auto rank_of = [this](AccountId account) {
    const Score& score = scores_.at(account);
    return std::tuple(-score.points, score.took);
  };
  std::ranges::sort(ranking_, {}, [&](AccountId account) { return std::pair(rank_of(account), account); });
  std::size_t place = 0;
  for (std::size_t i = 0; i < ranking_.size(); ++i) {
    if (i == 0 || rank_of(ranking_[i]) != rank_of(ranking_[i - 1])) place = i + 1;
    scores_.at(ranking_[i]).place = place;
  }
}

const Leaderboard::Score* Leaderboard::of(AccountId account) const {
  const auto found = scores_.find(account);
  return found == scores_.end() ? nullptr : &found->second;
}

}  // namespace lyceum::room
