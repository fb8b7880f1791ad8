// What people ask of the pace, and the rules that answer. That the class is live was seen to before.
#pragma once

#include "room/pace/pace.hpp"
#include "room/word/refusal.hpp"

namespace lyceum::room {

struct VotePace {
  static constexpr std::string_view word = "pace";
  static constexpr std::array<std::string_view, 1> fields = {"vote"};
  std::optional<PaceVote> vote;  // "none" takes it back
};

struct SetPaceAlert {
  static constexpr std::string_view word = "pace_alert";
  static constexpr std::array<std::string_view, 1> fields = {"percent"};
  std::int64_t percent = 20;  // 1 to 100
};

bool read_fields(const boost::json::object& object, VotePace& command);
bool read_fields(const boost::json::object& object, SetPaceAlert& command);

// The same vote again makes the old one new, but not more often than this.
inline constexpr milliseconds pace_renew_gap{10'000};

// Learners vote; staff see it. Precondition of both: somebody is signed in. Nothing: it is so already.
std::expected<std::optional<PaceVoted>, Refusal> decide(const Pace& pace, const Standing& who,
                                                        const VotePace& command, Utc now);
std::expected<std::optional<PaceAlertSet>, Refusal> decide(const Pace& pace, const Standing& who,
                                                           const SetPaceAlert& command);

}  // namespace lyceum::room
