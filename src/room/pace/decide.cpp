#include "room/pace/decide.hpp"

namespace lyceum::room {

bool read_fields(const boost::json::object& object, VotePace& command) {
  const auto vote = text_field(object, "vote");
  command.vote = pace_vote_from(vote.value_or(""));
  return command.vote || vote == "none";
}

bool read_fields(const boost::json::object& object, SetPaceAlert& command) {
  const auto percent = whole_field(object, "percent");
  command.percent = percent.value_or(0);
  return command.percent >= 1 && command.percent <= 100;
}

std::expected<std::optional<PaceVoted>, Refusal> decide(const Pace& pace, const Standing& who,
                                                        const VotePace& command, Utc now) {
  if (who.may_moderate) return refuse(No::not_allowed);
  auto before = pace.vote_of(who.person->id);
  if (before && Pace::is_over(*before, now)) before.reset();
  const bool same = before ? before->vote == command.vote && now - before->t < pace_renew_gap : !command.vote;
  if (same) return std::nullopt;
  return PaceVoted{who.person->id, command.vote};
}

std::expected<std::optional<PaceAlertSet>, Refusal> decide(const Pace& pace, const Standing& who,
                                                           const SetPaceAlert& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (pace.alert_percent() == command.percent) return std::nullopt;
  return PaceAlertSet{command.percent};
}

}  // namespace lyceum::room
