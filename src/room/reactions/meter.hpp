// Collects reactions between two events, as room/likes does likes.
//
// Not part of the room's state: what it holds is acknowledged only when the event that counts it is
// committed.
#pragma once

#include "room/likes/allowance.hpp"
#include "room/reactions/event.hpp"

namespace lyceum::room {

struct SendReactions {
  static constexpr std::string_view word = "react";
  static constexpr std::array<std::string_view, 1> fields = {"counts"};
  ReactionCounts counts{};  // taps since the last time, 1 to 30 together
};

bool read_fields(const boost::json::object& object, SendReactions& command);

class ReactionMeter {
 public:
  static constexpr milliseconds event_gap{1000};

  // Takes them in, or says why not. `live`: the class is on.
  std::expected<void, Refusal> add(const Standing& who, const SendReactions& command, bool live, Utc now);

  bool waiting() const { return waiting_ != ReactionCounts{}; }
  // Nothing: none wait. Otherwise when their event may be made (maybe in the past).
  std::optional<Utc> due() const;
  // The event for all that wait. Precondition: due() is not nothing.
  ReactionsCounted count(const Reactions& reactions, Utc now);

 private:
  TapAllowance allowance_;
  ReactionCounts waiting_{};
  Utc last_event_;
};

}  // namespace lyceum::room
