// How the connections of a pool fare together: an outage is one line in the log when it begins and one when
// it is over, however many connections it takes and however late they find out; and whoever waits for its end
// is woken when the pool closes.
#pragma once

#include "base/metrics/metrics.hpp"
#include "base/time/clock.hpp"

#include <condition_variable>
#include <mutex>
#include <string>

namespace lyceum::store {

// From any thread.
class Outage {
 public:
  Outage();

  // A connection that was open at `since` is lost, or an attempt that began then could not open one: perhaps
  // in an outage that is already over.
  void seen(const std::string& why, Mono since);
  // A connection is open again.
  void regained();

  // Nobody waits any more.
  void stop();
  bool stopped() const;
  // Returns at that time, or when stopped.
  void wait_until(Mono time);

 private:
  Gauge& reachable_;
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  bool now_ = false;  // there is an outage
  Mono over_;         // when the last one was over
  bool stopped_ = false;
};

}  // namespace lyceum::store
