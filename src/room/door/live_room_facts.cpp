// What becomes an event without anybody commanding it: totals, and where the lesson stands. A fact that could
// not be written stays due.
#include "room/door/live_room.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {
constexpr std::chrono::nanoseconds look_again =
    std::chrono::seconds(1);  // while the record cannot be written
}

void LiveRoom::tell(const Telling& telling) {
  if (const auto* move = std::get_if<MoveLesson>(&telling)) {
    facts_.phase = move->to;
    facts_.why = move->why;
    stays_.run(move->to == Phase::live, now());
    arm_stays();
  }
  if (const auto* turn = std::get_if<TurnStream>(&telling)) {
    facts_.stream = turn->on;
    facts_.back_by = turn->back_by;
  }
  if (const auto* erased = std::get_if<EraseAccount>(&telling)) stays_.forget(erased->account);
  if (std::holds_alternative<EraseAccount>(telling) || std::holds_alternative<Ban>(telling))
    recorder_.add(decide(recorder_.ahead(), telling), now(), [](const auto&) {});
  arm_facts();
}

std::optional<Utc> LiveRoom::facts_due() const {
  if (closed_) return std::nullopt;
  std::optional<Utc> due;
  const auto consider = [&](std::optional<Utc> when) {
    if (when) due = due ? std::min(*due, *when) : *when;
  };
  if (!recorder_.ahead().progress.agrees(facts_)) consider(Utc());
  consider(meter_.due());
  consider(reaction_meter_.due());
  consider(offer_meter_.due());
  consider(attendance_.due(recorder_.ahead().presence));
  consider(owed_at(recorder_.ahead()));
  return due;
}

void LiveRoom::arm_facts() {
  ground_.timers.cancel(std::exchange(facts_timer_, 0));
  const auto due = facts_due();
  if (!due) return;
  const std::chrono::nanoseconds wait =
      std::max<std::chrono::nanoseconds>(*due - now(), std::chrono::nanoseconds(0));
  facts_timer_ = ground_.timers.after(recorder_.healthy() ? wait : look_again, [this] {
    facts_timer_ = 0;
    record_facts();
  });
}

void LiveRoom::record_facts() {
  const Utc at = now();
  const auto is_due = [&](std::optional<Utc> when) { return when && *when <= at; };
  if (recorder_.healthy()) {
    record_progress();
    if (is_due(meter_.due())) record_likes();
    if (is_due(reaction_meter_.due())) record_reactions();
    if (is_due(offer_meter_.due())) record_offers();
    if (is_due(attendance_.due(recorder_.ahead().presence)))
      recorder_.add({attendance_.count(at)}, at, [this](const auto&) { arm_facts(); });
    if (is_due(owed_at(recorder_.ahead())))
      recorder_.add(owed(recorder_.ahead(), at), at, [this](const auto&) { arm_facts(); });
  }
  arm_facts();
}

void LiveRoom::record_progress() {
  const Utc at = now();
  for (const Telling& telling :
       {Telling(MoveLesson{facts_.phase, facts_.why}), Telling(TurnStream{facts_.stream, facts_.back_by})})
    recorder_.add(decide(recorder_.ahead(), telling), at, [this](const auto&) { arm_facts(); });
}

void LiveRoom::record_likes() {
  const Utc at = now();
  const LikesCounted counted = meter_.count(recorder_.ahead().likes, at);
  recorder_.add({counted}, at,
                [this, asks = std::exchange(likes_waiting_, {})](std::expected<Offset, Refusal> n) {
                  for (const Ask& ask : asks) answer(ask, n);
                });
}

void LiveRoom::record_reactions() {
  const Utc at = now();
  const ReactionsCounted counted = reaction_meter_.count(recorder_.ahead().reactions, at);
  recorder_.add({counted}, at,
                [this, asks = std::exchange(reactions_waiting_, {})](std::expected<Offset, Refusal> n) {
                  for (const Ask& ask : asks) answer(ask, n);
                });
}

void LiveRoom::record_offers() {
  const Utc at = now();
  auto counted = offer_meter_.count(recorder_.ahead().offers, at);
  std::vector<Event> events(std::make_move_iterator(counted.reached.begin()),
                            std::make_move_iterator(counted.reached.end()));
  events.insert(events.end(), counted.counted.begin(), counted.counted.end());
  recorder_.add(std::move(events), at,
                [this, asks = std::exchange(offers_waiting_, {})](std::expected<Offset, Refusal> n) {
                  for (const Ask& ask : asks) answer(ask, n);
                });
}

}  // namespace lyceum::room
