// Collects taps between two likes events.
//
// Not part of the room's state: what it holds is acknowledged only when the event that counts it is
// committed.
#pragma once

#include "room/likes/allowance.hpp"
#include "room/likes/event.hpp"

#include <array>

namespace lyceum::room {

struct SendLike {
  static constexpr std::string_view word = "like";
  static constexpr std::array<std::string_view, 1> fields = {"count"};
  std::int64_t count = 1;  // taps since the last one, 1 to 30
};

bool read_fields(const boost::json::object& object, SendLike& command);

class LikeMeter {
 public:
  static constexpr milliseconds event_gap{1000};

  // Takes the taps in, or says why not. They are in the total of the next event.
  std::expected<void, Refusal> add(const Standing& who, const SendLike& command, bool over, Utc now);

  std::int64_t waiting() const { return waiting_; }
  // Nothing: no taps wait. Otherwise when their event may be made (maybe in the past).
  std::optional<Utc> due() const;
  // The event for all taps that wait. Precondition: due() is not nothing.
  LikesCounted count(const Likes& likes, Utc now);

 private:
  TapAllowance allowance_;
  std::int64_t waiting_ = 0;
  Utc last_event_;
};

}  // namespace lyceum::room
