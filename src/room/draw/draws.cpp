#include "room/draw/draws.hpp"

#include <algorithm>
#include <array>

namespace lyceum::room {
namespace {

constexpr std::array<std::string_view, 3> states = {"open", "closed", "done"};

void append_digest(std::string& out, std::string_view name, const Digest& digest) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json(out, digest);
}

}  // namespace

std::string_view draw_state_name(DrawState state) { return states.at(static_cast<std::size_t>(state)); }

const Draws::Entry* Draws::Kept::entry_of(AccountId account) const {
  const auto place = places.find(account);
  return place == places.end() ? nullptr : &entries[place->second];
}

bool Draws::Kept::won(AccountId account) const {
  return std::ranges::any_of(winners, [&](const auto& winner) { return winner.from.id == account; });
}

std::vector<Digest> Draws::Kept::tickets() const {
  std::vector<Digest> tickets;
  tickets.reserve(entries.size());
  for (const Entry& entry : entries) tickets.push_back(entry.ticket);
  return tickets;
}

const Draws::Kept* Draws::find(Offset draw) const {
  const auto found = all_.find(draw);
  return found == all_.end() ? nullptr : &found->second;
}

Offset Draws::running() const {
  return all_.empty() || all_.rbegin()->second.state == DrawState::done ? 0 : all_.rbegin()->first;
}

bool Draws::has_won(AccountId account) const {
  return std::ranges::any_of(all_, [&](const auto& entry) { return entry.second.won(account); });
}

bool Draws::mentions(AccountId account) const {
  return std::ranges::any_of(all_, [&](const auto& entry) { return entry.second.places.contains(account); });
}

Offset Draws::phrase_for(AccountId account, std::string_view text) const {
  if (running() == 0) return 0;
  const Kept& kept = all_.rbegin()->second;
  const bool counts = kept.state == DrawState::open && !kept.rules.phrase.empty() &&
                      text.find(kept.rules.phrase) != std::string_view::npos;
  return counts && !kept.phrased.contains(account) ? running() : 0;
}

std::optional<Utc> Draws::closes_at(bool over) const {
  if (running() == 0 || all_.rbegin()->second.state != DrawState::open) return std::nullopt;
  if (over) return Utc();
  const Utc until = all_.rbegin()->second.rules.until;
  return until == Utc() ? std::nullopt : std::optional(until);
}

std::optional<Utc> Draws::count_due() const {
  if (running() == 0 || all_.rbegin()->second.state != DrawState::open) return std::nullopt;
  const Kept& kept = all_.rbegin()->second;
  const bool known = kept.told.people == static_cast<std::int64_t>(kept.entries.size());
  return known ? std::nullopt : std::optional(counted_at_ + count_gap);
}

DrawCounted Draws::count() const {
  const auto& [n, kept] = *all_.rbegin();
  return {n, static_cast<std::int64_t>(kept.entries.size()), kept.head()};
}

DrawClosed Draws::close(Utc now) const {
  const auto& [n, kept] = *all_.rbegin();
  Utc at = std::chrono::floor<milliseconds>(now);
  if (kept.rules.until != Utc()) at = std::min(at, kept.rules.until);
  return {n,        at, static_cast<std::int64_t>(kept.entries.size()), kept.head(), list_of(kept.tickets()),
          kept.seed};
}

DrawDone Draws::done(const std::optional<Digest>& beacon) const {
  const auto& [n, kept] = *all_.rbegin();
  DrawDone done{n, beacon, {}};
  const auto count = static_cast<std::size_t>(kept.rules.winners);
  for (const std::size_t place : winning(kept.seed, beacon, kept.tickets(), count))
    done.winners.push_back({kept.entries[place].who, kept.entries[place].ticket});
  return done;
}

void Draws::evolve(const DrawSeeded& event, Stamp) { next_seed_ = event.seed; }

void Draws::evolve(const DrawOpened& event, Stamp at) {
  Kept& kept = all_[at.n];
  kept.t = at.t;
  kept.rules = event.rules;
  kept.commitment = event.commitment;
  kept.seed = next_seed_;
  kept.start = start_of(opening_text(event.rules, at, event.commitment));
  kept.told = {at.n, 0, kept.start};
}

void Draws::evolve(const DrawEntered& event, Stamp) {
  const auto found = all_.find(event.draw);
  if (found == all_.end()) return;
  Kept& kept = found->second;
  if (!kept.places.emplace(event.from.id, kept.entries.size()).second) return;
  const Digest ticket = ticket_of(kept.seed, event.draw, event.from.id, event.nonce);
  kept.entries.push_back({event.from, event.nonce, ticket, next_head(kept.head(), ticket)});
}

void Draws::evolve(const DrawPhrased& event, Stamp) {
  if (const auto found = all_.find(event.draw); found != all_.end())
    found->second.phrased.insert(event.account);
}

void Draws::evolve(const DrawCounted& event, Stamp at) {
  counted_at_ = at.t;
  if (const auto found = all_.find(event.draw); found != all_.end()) found->second.told = event;
}

void Draws::evolve(const DrawClosed& event, Stamp) {
  const auto found = all_.find(event.draw);
  if (found == all_.end()) return;
  Kept& kept = found->second;
  kept.state = DrawState::closed;
  kept.told = {event.draw, event.people, event.head};
  kept.closed_at = event.at;
  kept.list = event.list;
}

void Draws::evolve(const DrawDone& event, Stamp) {
  const auto found = all_.find(event.draw);
  if (found == all_.end()) return;
  found->second.state = DrawState::done;
  found->second.beacon = event.beacon;
  found->second.winners = event.winners;
}

void Draws::evolve(const DrawAddressed& event, Stamp) {
  const auto found = all_.find(event.draw);
  if (found == all_.end()) return;
  found->second.addresses[event.from.id] = event.to;
  ++found->second.address_changes[event.from.id];
}

void Draws::forget(AccountId account) {
  for (auto& [n, kept] : all_) {
    const auto place = kept.places.find(account);
    if (place == kept.places.end()) continue;
    kept.entries[place->second].who.name.clear();
    for (auto& winner : kept.winners)
      if (winner.from.id == account) winner.from.name.clear();
    if (kept.addresses.contains(account)) kept.addresses[account] = {};
  }
}

void append_entry(std::string& out, const Draws::Kept& draw, AccountId account) {
  const Draws::Entry& entry = *draw.entry_of(account);
  out += R"({"nonce":)";
  append_json(out, entry.nonce);
  append_digest(out, "ticket", entry.ticket);
  out += R"(,"place":)";
  append_json(out, static_cast<std::uint64_t>(draw.places.at(account) + 1));
  append_digest(out, "head", entry.head);
  out += '}';
}

void append_shown(std::string& out, const Draws& draws) {
  if (draws.all().empty()) return;
  const auto& [n, kept] = *draws.all().rbegin();
  out += R"(,"draw":{"n":)";
  append_json(out, n);
  out += R"(,"t":)";
  append_json(out, utc_millis(kept.t));
  out += ',';
  append_rules(out, kept.rules);
  append_digest(out, "commitment", kept.commitment);
  out += R"(,"state":)";
  append_json(out, draw_state_name(kept.state));
  out += R"(,"people":)";
  append_json(out, kept.told.people);
  append_digest(out, "head", kept.told.head);
  if (kept.state != DrawState::open) {
    append_digest(out, "list", kept.list);
    append_digest(out, "seed", kept.seed);
  }
  if (kept.state == DrawState::done) {
    out += R"(,"won":[)";
    for (const auto& winner : kept.winners) {
      if (out.back() != '[') out += ',';
      append_json(out, winner);
    }
    out += ']';
  }
  out += '}';
}

}  // namespace lyceum::room
