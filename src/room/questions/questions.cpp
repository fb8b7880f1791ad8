#include "room/questions/questions.hpp"

#include <algorithm>
#include <tuple>

namespace lyceum::room {
namespace {

std::int64_t votes_of(const Questions::Kept& kept) { return static_cast<std::int64_t>(kept.voters.size()); }

bool is_shown(QuestionState state, Audience reader) {
  return reader == Audience::everyone ? !is_away(state) : state != QuestionState::merged;
}

// Smaller comes first.
std::tuple<int, std::int64_t, std::int64_t> place(const Question& question) {
  const auto age = static_cast<std::int64_t>(question.n);
  switch (question.state) {
    case QuestionState::answering:
      return {0, 0, 0};
    case QuestionState::open:
      return {1, -question.votes, age};
    case QuestionState::answered:
      return {2, -utc_millis(question.answering_at), -age};
    default:
      return {3, 0, -age};
  }
}

void append_numbers(std::string& out, std::string_view name, const std::vector<Offset>& numbers) {
  if (numbers.empty()) return;
  out += ",\"";
  out += name;
  out += R"(":[)";
  for (const Offset n : numbers) {
    if (out.back() != '[') out += ',';
    append_json(out, n);
  }
  out += ']';
}

}  // namespace

const Questions::Kept* Questions::find(Offset question) const {
  const auto found = all_.find(question);
  return found == all_.end() || found->second.question.state == QuestionState::merged ? nullptr
                                                                                      : &found->second;
}

// A merged one never comes back, so this ends.
const Questions::Kept* Questions::living(Offset question) const {
  auto found = all_.find(question);
  while (found != all_.end() && found->second.question.state == QuestionState::merged)
    found = all_.find(found->second.into);
  return found == all_.end() ? nullptr : &found->second;
}

template <class Which>
void Questions::each_of(AccountId account, Which which) const {
  const auto found = by_account_.find(account);
  if (found == by_account_.end()) return;
  for (const Offset n : found->second) which(n, all_.at(n));
}

void Questions::note_voter(Offset question, Kept& kept, AccountId account) {
  kept.voters.insert(account);
  by_account_[account].insert(question);
}

std::size_t Questions::open_of(AccountId account) const {
  std::size_t open = 0;
  each_of(account, [&](Offset, const Kept& kept) {
    open += kept.asker == account && kept.question.state == QuestionState::open;
  });
  return open;
}

bool Questions::has_asked(AccountId account) const {
  bool asked = false;
  each_of(account, [&](Offset, const Kept& kept) {
    asked |= kept.asker == account && kept.question.state != QuestionState::hidden;
  });
  return asked;
}

Offset Questions::answering() const {
  for (const auto& [n, kept] : all_)
    if (kept.question.state == QuestionState::answering) return n;
  return 0;
}

Questions::Mine Questions::mine(AccountId account) const {
  Mine mine;
  each_of(account, [&](Offset n, const Kept& kept) {
    if (is_away(kept.question.state)) return;
    if (kept.asker == account && !kept.question.from) mine.asked.push_back(n);
    if (kept.asker != account && kept.voters.contains(account)) mine.voted.push_back(n);
  });
  return mine;
}

bool Questions::mentions(AccountId account) const {
  return std::ranges::any_of(all_, [&](const auto& entry) {
    const auto& [asker, replies] = std::tie(entry.second.asker, entry.second.question.replies);
    return asker == account || std::ranges::any_of(replies, [&](const Question::Reply& reply) {
             return reply.from.id == account;
           });
  });
}

std::optional<Utc> Questions::due() const {
  return uncounted_.empty() ? std::nullopt : std::optional(counted_at_ + count_gap);
}

VotesCounted Questions::count() const {
  VotesCounted counted;
  for (const Offset n : uncounted_) counted.totals.push_back({n, votes_of(all_.at(n))});
  return counted;
}

void Questions::recount(Offset question, const Kept& kept) {
  if (votes_of(kept) == kept.question.votes || kept.question.state == QuestionState::merged)
    uncounted_.erase(question);
  else
    uncounted_.insert(question);
}

void Questions::evolve(const Asked& event, Stamp at) {
  Kept& kept = all_[at.n];
  kept.question = {.n = at.n, .t = at.t, .from = event.from, .text = event.text, .replies = {}};
  kept.shown_by = at.n;
  if (!event.from) return;
  kept.asker = event.from->id;
  note_voter(at.n, kept, kept.asker);
}

void Questions::evolve(const AskedBy& event, Stamp) {
  Kept& kept = all_[event.question];  // the question itself follows
  kept.asker = event.account;
  note_voter(event.question, kept, event.account);
}

void Questions::evolve(const Voted& event, Stamp) {
  const auto found = all_.find(event.question);
  if (found == all_.end()) return;
  if (event.up)
    note_voter(event.question, found->second, event.account);
  else
    found->second.voters.erase(event.account);
  recount(found->first, found->second);
}

void Questions::evolve(const VotesCounted& event, Stamp at) {
  counted_at_ = at.t;
  for (const auto& [question, votes] : event.totals) {
    const auto found = all_.find(question);
    if (found == all_.end()) continue;
    found->second.question.votes = votes;
    recount(found->first, found->second);
  }
}

void Questions::evolve(const QuestionMoved& event, Stamp at) {
  const auto found = all_.find(event.question);
  if (found == all_.end()) return;
  Kept& kept = found->second;
  const bool was_away = is_away(kept.question.state);
  kept.question.state = event.state;
  if (was_away && !is_away(event.state)) kept.shown_by = at.n;
  if (event.state == QuestionState::answering) kept.question.answering_at = at.t;
  // Answered without having been taken up before: this is the moment.
  if (event.state == QuestionState::answered && kept.question.answering_at == Utc())
    kept.question.answering_at = at.t;
  if (event.state != QuestionState::merged) return;
  kept.into = event.into;
  uncounted_.erase(event.question);
  const auto into = all_.find(event.into);
  if (into == all_.end()) return;
  for (const AccountId voter : kept.voters) note_voter(event.into, into->second, voter);
  recount(into->first, into->second);
}

void Questions::evolve(const QuestionReplied& event, Stamp at) {
  if (const auto found = all_.find(event.question); found != all_.end())
    found->second.question.replies.push_back({at.t, event.from, event.text});
}

void Questions::evolve(const NamelessSet& event, Stamp) { nameless_ = event.allowed; }

void Questions::forget(AccountId account) {
  for (auto& [n, kept] : all_) {
    Question& question = kept.question;
    if (question.from && question.from->id == account) question.from->name.clear();
    for (Question::Reply& reply : question.replies)
      if (reply.from.id == account) reply.from.name.clear();
  }
}

void append_mine(std::string& out, const Questions& questions, AccountId account) {
  const Questions::Mine mine = questions.mine(account);
  append_numbers(out, "asked", mine.asked);
  append_numbers(out, "voted", mine.voted);
}

std::string shown_json(const Questions& questions, Audience reader, std::size_t bytes_max) {
  std::vector<const Question*> shown;
  for (const auto& [n, kept] : questions.all())
    if (is_shown(kept.question.state, reader)) shown.push_back(&kept.question);
  std::ranges::sort(shown, {}, [](const Question* question) { return place(*question); });
  std::string out = "[";
  for (const Question* question : shown) {
    std::string json;
    append_json(json, *question);
    if (out.size() + json.size() > bytes_max) break;
    if (out.size() > 1) out += ',';
    out += json;
  }
  return out + ']';
}

}  // namespace lyceum::room
