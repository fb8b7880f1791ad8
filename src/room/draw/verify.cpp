#include "room/draw/verify.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace lyceum::room {
namespace {

constexpr std::array<std::string_view, 12> names = {
    "commitment",   "start",   "chain",        "once",           "list",          "beacon_time",
    "beacon_value", "winners", "receipt_draw", "receipt_ticket", "receipt_place", "receipt_head"};

Digest head_after(const DrawFile& file, std::size_t count) {
  Digest head = file.start;
  for (std::size_t i = 0; i < count; ++i) head = next_head(head, file.tickets[i]);
  return head;
}

bool is_among_once(const std::vector<Digest>& tickets) {
  return std::set(tickets.begin(), tickets.end()).size() == tickets.size();
}

bool winners_hold(const DrawFile& file) {
  if (!file.done || file.beacon.has_value() != file.rules.beacon.has_value() || file.rules.winners < 1)
    return false;
  const auto count = static_cast<std::size_t>(file.rules.winners);
  std::vector<Digest> won;
  for (const std::size_t place : winning(file.seed, file.beacon, file.tickets, count))
    won.push_back(file.tickets[place]);
  return won == file.won;
}

}  // namespace

std::string_view draw_step_name(DrawStep step) { return names.at(static_cast<std::size_t>(step)); }

std::vector<DrawFinding> verify(const DrawFile& file, const DrawReceipt* receipt) {
  using enum DrawStep;
  std::vector<DrawFinding> findings = {
      {commitment, commitment_to(file.seed) == file.commitment},
      {start, start_of(opening_text(file.rules, file.opened, file.commitment)) == file.start},
      {chain, head_after(file, file.tickets.size()) == file.head},
      {once, is_among_once(file.tickets)},
      {list, list_of(file.tickets) == file.list},
  };
  if (file.rules.beacon) {
    const auto known = known_at(*file.rules.beacon);
    findings.push_back({beacon_time, known && *known >= file.closed_at});
    findings.push_back({beacon_value, file.beacon.has_value()});
  }
  findings.push_back({winners, winners_hold(file)});
  if (receipt == nullptr) return findings;
  const bool there = receipt->place >= 1 && receipt->place <= file.tickets.size();
  findings.push_back({receipt_draw, receipt->draw == file.opened.n});
  findings.push_back({receipt_ticket, ticket_of(file.seed, file.opened.n, receipt->account, receipt->nonce) ==
                                          receipt->ticket});
  findings.push_back({receipt_place, there && file.tickets[receipt->place - 1] == receipt->ticket});
  findings.push_back({receipt_head, there && head_after(file, receipt->place) == receipt->head});
  return findings;
}

}  // namespace lyceum::room
