// One-shot timers in order of time; the reactor arms one real timer for the first of them.
#pragma once

#include "base/flow/mailbox.hpp"

#include <map>
#include <optional>
#include <unordered_map>

namespace lyceum::net {

class TimerQueue {
 public:
  Timers::Handle add(Mono when, Job job);
  void cancel(Timers::Handle handle);
  std::optional<Mono> next() const;
  // Takes the first job that is due, or nothing.
  std::optional<Job> take_due(Mono now);

 private:
  std::map<std::pair<Mono, Timers::Handle>, Job> jobs_;  // equal times fire in the order of adding
  std::unordered_map<Timers::Handle, Mono> times_;
  Timers::Handle last_ = 0;
};

}  // namespace lyceum::net
