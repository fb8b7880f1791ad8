#include "room/polls/polls.hpp"

#include <algorithm>

namespace lyceum::room {

std::optional<Utc> Polls::Kept::ends() const {
  return poll.timer.count() > 0 ? std::optional(opened + poll.timer) : std::nullopt;
}

PollTotals Polls::Kept::totals(std::string_view but) const {
  PollTotals totals{static_cast<std::int64_t>(answers.size()), counts, std::nullopt};
  if (poll.kind == PollKind::text) totals.words = words.top(but);
  return totals;
}

const Polls::Kept* Polls::find(Offset poll) const {
  const auto found = all_.find(poll);
  return found == all_.end() ? nullptr : &found->second;
}

std::string_view Polls::name(AccountId account) const {
  const auto found = names_.find(account);
  return found == names_.end() ? std::string_view() : found->second;
}

bool Polls::has_answered(AccountId account) const {
  return std::ranges::any_of(all_, [account](const auto& entry) {
    return entry.second.answers.contains(account) || entry.second.said.contains(account);
  });
}

std::optional<Utc> Polls::due() const {
  if (open_ == 0) return std::nullopt;
  const std::optional<Utc> ends = all_.at(open_).ends();
  if (!changed_) return ends;
  const Utc count = counted_at_ + count_gap;
  return ends ? std::min(*ends, count) : count;
}

Polls::Told Polls::owed(Utc now) const {
  const std::optional<Utc> ends = all_.at(open_).ends();
  return ends && *ends <= now ? closing() : counting();
}

Polls::Told Polls::counting(std::string_view but) const {
  const Kept& kept = all_.at(open_);
  PollTotals totals = kept.totals(but);
  if (kept.poll.live) return {PollCounted{open_, std::move(totals)}, std::nullopt, std::nullopt};
  return {PollCounted{open_, {totals.people, {}, std::nullopt}},
          PollCountedForStaff{open_, std::move(totals)}, std::nullopt};
}

Polls::Told Polls::closing() const {
  const Kept& kept = all_.at(open_);
  Told told;
  PollTotals totals = kept.totals();
  if (kept.poll.kind == PollKind::text) told.everyone = PollCounted{open_, totals};
  totals.words.reset();
  told.closed = PollClosed{open_, std::move(totals), kept.poll.right};
  return told;
}

void Polls::evolve(const PollKept& event, Stamp at) {
  drafts_.insert_or_assign(event.draft == 0 ? at.n : event.draft, event.content);
}

void Polls::evolve(const PollDropped& event, Stamp) { drafts_.erase(event.draft); }

void Polls::evolve(const PollKeyed& event, Stamp) { key_ = event; }

void Polls::evolve(const PollOpened& event, Stamp at) {
  Kept& kept = all_[at.n];
  kept.poll = event.content;
  if (PollKeyed key = std::exchange(key_, {}); key.poll == at.n) kept.poll.right = std::move(key.right);
  kept.draft = event.draft;
  kept.opened = at.t;
  kept.counts.assign(event.content.choices(), 0);
  open_ = at.n;
  changed_ = false;
}

void Polls::evolve(const PollAnswered& event, Stamp at) {
  const auto found = all_.find(event.poll);
  if (found == all_.end()) return;
  Kept& kept = found->second;
  const auto count = [&kept](Choices choices, std::int64_t by) {
    for (const std::int64_t i : numbers_of(choices))
      if (static_cast<std::size_t>(i) < kept.counts.size()) kept.counts[static_cast<std::size_t>(i)] += by;
  };
  Answer& answer = kept.answers[event.from.id];
  count(answer.choices, -1);
  count(event.choices, 1);
  answer = {std::chrono::duration_cast<milliseconds>(at.t - kept.opened), event.choices};
  if (kept.poll.kind == PollKind::text) {
    Said& said = kept.said[event.from.id];
    if (!said.folded.empty()) kept.words.remove(said.folded);
    kept.words.add(event.folded, event.word);
    said = {event.word, event.folded};
  }
  if (!event.from.name.empty()) names_.insert_or_assign(event.from.id, event.from.name);
  changed_ = true;
}

void Polls::counted(Offset poll, const PollTotals& totals, Stamp at) {
  counted_at_ = at.t;
  changed_ = false;
  if (const auto found = all_.find(poll); found != all_.end() && totals.words && !totals.words->empty())
    found->second.words_told.push_back(at.n);
}

void Polls::evolve(const PollCounted& event, Stamp at) { counted(event.poll, event.totals, at); }

void Polls::evolve(const PollCountedForStaff& event, Stamp at) { counted(event.poll, event.totals, at); }

void Polls::evolve(const WordTakenOut& event, Stamp) {
  const auto found = all_.find(event.poll);
  if (found == all_.end()) return;
  Kept& kept = found->second;
  kept.words.take_out(event.folded);
  kept.withheld.insert(kept.withheld.end(), kept.words_told.begin(), kept.words_told.end());
  kept.words_told.clear();
}

void Polls::evolve(const PollClosed& event, Stamp at) {
  const auto found = all_.find(event.poll);
  if (found == all_.end()) return;
  Kept& kept = found->second;
  kept.closed = at.t;
  open_ = 0;
  changed_ = false;
  if (!kept.poll.quiz()) return;
  for (const auto& [account, answer] : kept.answers)
    leaderboard_.add(account, points_for(kept.poll, answer.choices, answer.after), answer.after);
  leaderboard_.rank();
}

void Polls::forget(AccountId account) { names_.erase(account); }

}  // namespace lyceum::room
