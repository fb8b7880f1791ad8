#include "room/reactions/meter.hpp"

#include <utility>

namespace lyceum::room {
namespace {

constexpr std::int64_t taps_max = 30;

// 0: more than a command may bring.
std::int64_t taps_of(const ReactionCounts& counts) {
  std::int64_t sum = 0;
  for (const std::int64_t count : counts) {
    if (count > taps_max) return 0;
    sum += count;
  }
  return sum > taps_max ? 0 : sum;
}

void add_to(ReactionCounts& sum, const ReactionCounts& counts) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
}

}  // namespace

bool read_fields(const boost::json::object& object, SendReactions& command) {
  const auto* counts = object_field(object, "counts");
  const auto read = counts == nullptr ? std::nullopt : read_reactions(*counts);
  command.counts = read.value_or(ReactionCounts{});
  return taps_of(command.counts) > 0;
}

std::expected<void, Refusal> ReactionMeter::add(const Standing& who, const SendReactions& command, bool live,
                                                Utc now) {
  if (!who.person) return refuse(No::sign_in);
  if (!live) return refuse(No::not_live);
  const auto taken = allowance_.take(who.person->id, taps_of(command.counts), now);
  if (taken) add_to(waiting_, command.counts);
  return taken;
}

std::optional<Utc> ReactionMeter::due() const {
  return waiting() ? std::optional(last_event_ + event_gap) : std::nullopt;
}

ReactionsCounted ReactionMeter::count(const Reactions& reactions, Utc now) {
  last_event_ = now;
  ReactionsCounted counted{reactions.totals};
  add_to(counted.totals, std::exchange(waiting_, {}));
  return counted;
}

}  // namespace lyceum::room
