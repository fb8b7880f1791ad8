// Keeps anybody from tapping faster than a person can.
#pragma once

#include "room/word/person.hpp"
#include "room/word/refusal.hpp"

#include <unordered_map>

namespace lyceum::room {

class TapAllowance {
 public:
  static constexpr std::int64_t taps_at_once = 60;   // a person's allowance …
  static constexpr std::int64_t taps_a_second = 10;  // … and how fast it comes back

  // Takes so many taps off it, or says when there are as many again (too_fast).
  std::expected<void, Refusal> take(AccountId account, std::int64_t taps, Utc now);

 private:
  struct Allowance {
    std::int64_t milli_taps = 0;
    Utc at;
  };
  Allowance refilled(AccountId account, Utc now) const;
  void forget_rested(Utc now);

  std::unordered_map<AccountId, Allowance> allowances_;
  std::size_t forget_at_ = 1024;  // size at which those with a full allowance are dropped
};

}  // namespace lyceum::room
