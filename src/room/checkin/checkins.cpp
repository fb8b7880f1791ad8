#include "room/checkin/checkins.hpp"

namespace lyceum::room {
namespace {

std::int64_t people_of(const Checkins::Kept& kept) { return static_cast<std::int64_t>(kept.entries.size()); }

}  // namespace

const Checkins::Kept* Checkins::find(Offset checkin) const {
  const auto found = all_.find(checkin);
  return found == all_.end() ? nullptr : &found->second;
}

Offset Checkins::open() const {
  return all_.empty() || all_.rbegin()->second.closed ? 0 : all_.rbegin()->first;
}

std::vector<Offset> Checkins::of(AccountId account) const {
  std::vector<Offset> mine;
  for (const auto& [n, kept] : all_)
    if (kept.who.contains(account)) mine.push_back(n);
  return mine;
}

std::optional<Utc> Checkins::closes_at(bool over) const {
  if (open() == 0) return std::nullopt;
  return over ? Utc() : all_.at(open()).until;
}

std::optional<Utc> Checkins::count_due() const {
  if (open() == 0 || all_.at(open()).told == people_of(all_.at(open()))) return std::nullopt;
  return counted_at_ + count_gap;
}

CheckinCounted Checkins::count() const { return {open(), people_of(all_.at(open()))}; }

CheckinClosed Checkins::close() const { return {open(), people_of(all_.at(open()))}; }

void Checkins::evolve(const CheckinOpened& event, Stamp at) {
  all_[at.n] = {.t = at.t, .until = event.until, .question = event.question, .entries = {}, .who = {}};
}

void Checkins::evolve(const CheckedIn& event, Stamp at) {
  const auto found = all_.find(event.checkin);
  if (found == all_.end() || !found->second.who.insert(event.from.id).second) return;
  found->second.entries.push_back({event.from, at.t, event.answer});
  who_.insert(event.from.id);
}

void Checkins::evolve(const CheckinCounted& event, Stamp at) {
  counted_at_ = at.t;
  if (const auto found = all_.find(event.checkin); found != all_.end()) found->second.told = event.people;
}

void Checkins::evolve(const CheckinClosed& event, Stamp) {
  const auto found = all_.find(event.checkin);
  if (found == all_.end()) return;
  found->second.told = event.people;
  found->second.closed = true;
}

void Checkins::forget(AccountId account) {
  for (auto& [n, kept] : all_) {
    if (!kept.who.contains(account)) continue;
    for (Entry& entry : kept.entries)
      if (entry.who.id == account) entry = {{account, "", entry.who.role}, entry.t, ""};
  }
}

std::string entries_json(const Checkins::Kept& checkin, std::uint64_t after, std::size_t bytes_max) {
  std::string out = R"({"entries":[)";
  std::uint64_t i = after;
  for (; i < checkin.entries.size() && out.size() < bytes_max; ++i) {
    const Checkins::Entry& entry = checkin.entries[i];
    if (out.back() != '[') out += ',';
    out += R"({"from":)";
    append_json(out, entry.who);
    out += R"(,"t":)";
    append_json(out, utc_millis(entry.t));
    if (!entry.answer.empty()) {
      out += R"(,"answer":)";
      append_json(out, entry.answer);
    }
    out += '}';
  }
  out += ']';
  if (i < checkin.entries.size()) {
    out += R"(,"next":)";
    append_json(out, i);
  }
  return out + '}';
}

void append_mine(std::string& out, const Checkins& checkins, AccountId account) {
  const auto mine = checkins.of(account);
  if (mine.empty()) return;
  out += R"(,"checked_in":[)";
  for (const Offset n : mine) {
    if (out.back() != '[') out += ',';
    append_json(out, n);
  }
  out += ']';
}

void append_shown(std::string& out, const Checkins& checkins) {
  if (checkins.all().empty()) return;
  const auto& [n, kept] = *checkins.all().rbegin();
  out += R"(,"checkin":{"n":)";
  append_json(out, n);
  out += R"(,"t":)";
  append_json(out, utc_millis(kept.t));
  out += R"(,"until":)";
  append_json(out, utc_millis(kept.until));
  if (!kept.question.empty()) {
    out += R"(,"question":)";
    append_json(out, kept.question);
  }
  out += R"(,"people":)";
  append_json(out, kept.told);
  out += kept.closed ? R"(,"closed":true})" : R"(,"closed":false})";
}

}  // namespace lyceum::room
