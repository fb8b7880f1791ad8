#include "money/ledger/posting.hpp"

#include <array>
#include <tuple>

namespace lyceum::money {
namespace {

// In the order of Act.
constexpr std::array<std::string_view, 5> kNames{"post", "hold", "settle", "release", "reverse"};

}  // namespace

std::string_view act_name(Act act) { return kNames.at(static_cast<std::size_t>(act)); }

std::optional<Act> parse_act(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames.at(i) == name) return static_cast<Act>(i);
  return std::nullopt;
}

bool same_intent(const Posting& a, const Posting& b) {
  return std::tie(a.key, a.act, a.target, a.reason, a.about) ==
             std::tie(b.key, b.act, b.target, b.reason, b.about) &&
         (a.act > Act::hold || a.entries == b.entries);
}

std::vector<Entry> entries_of(const Posting& posting, const Posting* target) {
  if (posting.act == Act::post || posting.act == Act::hold) return posting.entries;
  if (posting.act == Act::release || target == nullptr) return {};
  std::vector<Entry> entries = target->entries;
  if (posting.act == Act::reverse)
    for (Entry& entry : entries) entry.side = other(entry.side);
  return entries;
}

void apply(Balance& balance, Act act, const Entry& entry) {
  if (act == Act::hold) balance.sum(entry.side, true) += entry.amount;
  if (act == Act::settle || act == Act::release) balance.sum(entry.side, true) -= entry.amount;
  if (act == Act::post || act == Act::settle || act == Act::reverse)
    balance.sum(entry.side, false) += entry.amount;
}

}  // namespace lyceum::money
