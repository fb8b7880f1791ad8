#include "room/draw/rules.hpp"

#include "base/secret/hex.hpp"

#include <algorithm>
#include <array>

namespace lyceum::room {
namespace {

constexpr std::array<std::string_view, 6> names = {"checked_in", "asked",   "answered",
                                                   "commented",  "not_won", "watched"};

// The public chains of the League of Entropy; their facts are at https://api.drand.sh/HASH/info.
struct Chain {
  std::string_view hash;
  std::int64_t genesis_s, period_s;
};
constexpr std::array<Chain, 2> chains = {{
    {"52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 1'692'803'367, 3},   // quicknet
    {"8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce", 1'595'431'050, 30},  // default
}};

constexpr std::int64_t round_max = 1'000'000'000'000;

}  // namespace

std::string_view condition_name(Condition condition) { return names.at(static_cast<std::size_t>(condition)); }

std::optional<Condition> condition_from(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Condition>(found - names.begin());
}

std::optional<Utc> known_at(const Beacon& beacon) {
  const auto chain = std::ranges::find(chains, beacon.chain, &Chain::hash);
  if (chain == chains.end() || beacon.round < 1 || beacon.round > round_max) return std::nullopt;
  return Utc(seconds(chain->genesis_s + (beacon.round - 1) * chain->period_s));
}

std::string opening_text(const DrawRules& rules, Stamp opened, const Digest& commitment) {
  std::string conditions;
  for (const Condition condition : rules.conditions) {
    conditions += ' ' + std::string(condition_name(condition));
    if (condition == Condition::watched) conditions += ':' + std::to_string(rules.minutes);
  }
  std::string text = "lyceum draw 1\ndraw " + std::to_string(opened.n);
  text += "\nopened " + std::to_string(utc_millis(opened.t)) + "\nuntil " +
          std::to_string(utc_millis(rules.until));
  text += "\nprize " + rules.prize + "\nwinners " + std::to_string(rules.winners);
  text += "\nconditions" + (conditions.empty() ? " -" : conditions);
  text += "\nphrase " + (rules.phrase.empty() ? "-" : rules.phrase);
  text +=
      "\nbeacon " + (rules.beacon ? rules.beacon->chain + ' ' + std::to_string(rules.beacon->round) : "-");
  return text + "\ncommitment " + hex(commitment) + '\n';
}

}  // namespace lyceum::room
