// What a server's process has used, as Linux counts it (proc(5)).
#pragma once

#include <optional>

#include <sched.h>

namespace lyceum::bench {

// User and system time of all its threads so far, in seconds (resolution: a clock tick, 10 ms). 0: no such
// process.
double cpu_seconds(int pid);
// RssAnon: memory of its own that is really there, in kB.
double anonymous_kb(int pid);
// How much of its time a processor was not idle so far, with all that the kernel did for the network there;
// in seconds.
double busy_seconds(int processor);
// The processors on which it may run; for pid 0 ours.
cpu_set_t processors(int pid);
void run_on(const cpu_set_t& processors);

// What a server has used from the making of this on.
class ServerUse {
 public:
  explicit ServerUse(int pid);
  double cpu_s() const;
  // Of the processor that the server is tied to, with what the kernel did there for others; 0: it has
  // several.
  double busy_s() const;

 private:
  int pid_;
  std::optional<int> processor_;
  double cpu_before_, busy_before_;
};

// As many descriptors as the system allows. Returns how many.
long allow_descriptors();

}  // namespace lyceum::bench
