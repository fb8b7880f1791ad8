// Collects taps between two likes events and keeps anybody from tapping faster than a person can.
//
// Not part of the room's state: what it holds is acknowledged only when the event that counts it is
// committed.
#pragma once

#include "room/likes/event.hpp"
#include "room/word/refusal.hpp"

#include <array>
#include <unordered_map>
#include <utility>

namespace lyceum::room {

struct SendLike {
  static constexpr std::string_view word = "like";
  static constexpr std::array<std::string_view, 1> fields = {"count"};
  std::int64_t count = 1;  // taps since the last one, 1 to 30
};

bool read_fields(const boost::json::object& object, SendLike& command);

class LikeMeter {
 public:
  static constexpr std::int64_t taps_at_once = 60;   // a person's allowance …
  static constexpr std::int64_t taps_a_second = 10;  // … and how fast it comes back
  static constexpr milliseconds event_gap{1000};

  // Takes the taps in, or says why not. They are in the total of the next event.
  std::expected<void, Refusal> add(const Standing& who, const SendLike& command, bool over, Utc now);

  std::int64_t waiting() const { return waiting_; }
  // Nothing: no taps wait. Otherwise when their event may be made (maybe in the past).
  std::optional<Utc> due() const;
  // The event for all taps that wait. Precondition: due() is not nothing.
  LikesCounted count(const Likes& likes, Utc now);

 private:
  struct Allowance {
    std::int64_t milli_taps = 0;
    Utc at;
  };
  Allowance refilled(AccountId account, Utc now) const;
  void forget_rested(Utc now);

  std::unordered_map<AccountId, Allowance> allowances_;
  std::size_t forget_at_ = 1024;  // size at which those with a full allowance are dropped
  std::int64_t waiting_ = 0;
  Utc last_event_;
};

}  // namespace lyceum::room
