#include "room/pace/pace.hpp"

namespace lyceum::room {
namespace {

// 100 when it was just given, 0 when it is gone.
std::int64_t weight_of(const Pace::Vote& vote, Utc now) {
  const auto left = std::chrono::ceil<milliseconds>(Pace::lasts - (now - vote.t));
  return left.count() * 100 / Pace::lasts.count();
}

}  // namespace

std::optional<Pace::Vote> Pace::vote_of(AccountId account) const {
  const auto found = votes_.find(account);
  return found == votes_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Utc> Pace::due() const {
  if (changed_) return told_at_ + count_gap;
  return told_ == PaceCounted() ? std::nullopt : std::optional(told_at_ + fade_gap);
}

PaceCounted Pace::count(Utc now) const {
  PaceCounted counted;
  for (const auto& [account, vote] : votes_) {
    if (is_over(vote, now)) continue;
    auto& side = counted.sides.at(static_cast<std::size_t>(vote.vote));
    ++side.votes;
    side.weight += weight_of(vote, now);
  }
  return counted;
}

std::vector<PaceAlerted> Pace::alerts(const PaceCounted& counted, std::int64_t people) const {
  std::vector<PaceAlerted> alerts;
  for (const PaceVote vote : {PaceVote::fast, PaceVote::slow, PaceVote::lost}) {
    const std::int64_t votes = counted.sides.at(static_cast<std::size_t>(vote)).votes;
    const bool enough = votes >= alert_least && votes * 100 >= people * alert_percent_;
    if (enough && !alerted_.contains(vote)) alerts.push_back({vote, votes, people});
  }
  return alerts;
}

void Pace::evolve(const PaceVoted& event, Stamp at) {
  changed_ = true;
  if (event.vote)
    votes_[event.account] = {*event.vote, at.t};
  else
    votes_.erase(event.account);
}

void Pace::evolve(const PaceCounted& event, Stamp at) {
  told_ = event;
  told_at_ = at.t;
  changed_ = false;
  std::erase_if(votes_, [&](const auto& entry) { return is_over(entry.second, at.t); });
  std::erase_if(alerted_, [&](const auto& entry) {
    return event.sides.at(static_cast<std::size_t>(entry.first)).votes * 2 <= entry.second;
  });
}

void Pace::evolve(const PaceAlerted& event, Stamp) { alerted_[event.vote] = event.votes; }

void Pace::evolve(const PaceAlertSet& event, Stamp) { alert_percent_ = event.percent; }

void append_mine(std::string& out, const Pace& pace, AccountId account) {
  const auto vote = pace.vote_of(account);
  if (!vote) return;
  out += R"(,"pace":{"vote":)";
  append_json(out, pace_vote_name(vote->vote));
  out += R"(,"t":)";
  append_json(out, utc_millis(vote->t));
  out += '}';
}

void append_for_staff(std::string& out, const Pace& pace) {
  out += R"(,"pace":{)";
  append_fields(out, pace.told());
  out += R"(,"alert_percent":)";
  append_json(out, pace.alert_percent());
  out += '}';
}

}  // namespace lyceum::room
