// A connection that comes back: when it was lost, it is opened anew for the next unit that wants it, with
// growing pauses between attempts that fail.
#pragma once

#include "store/postgres/connection.hpp"
#include "store/postgres/outage.hpp"

namespace lyceum::store {

// Used on one thread.
class Line {
 public:
  // Pauses double from the first to the longest.
  static constexpr std::chrono::milliseconds kFirstPause{50}, kLongestPause{1000};
  // After that time without a connection units no longer wait for one: they are refused between attempts.
  static constexpr std::chrono::seconds kHope{5};

  Line(std::string url, std::unique_ptr<PgConnection> open, Outage& outage);

  // The connection; waits for one until `deadline`. Refusal: unreachable.
  Result<PgConnection*> get(Mono deadline);
  // It is of no use any more.
  void drop(const std::string& why);

 private:
  // One attempt; plans the next when it fails.
  void reopen();
  Mono now() const { return std::chrono::steady_clock::now(); }

  const std::string url_;
  std::unique_ptr<PgConnection> connection_;
  Outage& outage_;
  Mono opened_, lost_at_, next_attempt_;
  std::chrono::milliseconds pause_{0};
  std::string why_;
};

}  // namespace lyceum::store
