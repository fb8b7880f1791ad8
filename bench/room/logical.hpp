// A room with more people than a process may have descriptors: the room that is shipped, decisions, record
// and feed, in front of halls that hand every frame to every seat and send it nowhere.
#pragma once

#include "bench/measure/options.hpp"
#include "bench/measure/report.hpp"

namespace lyceum::bench {

struct LogicalLoad {
  int sockets = 200'000;
  int comments = 200;  // a flush each
  int size = 120;      // characters of each
  bool json = false;
};

// What a person in the room costs beside the socket and the kernel: memory (slope over three sizes),
// processor time of entering and of a delivery. In this process, on a clock moved by hand.
Report run_logical(const LogicalLoad& load);

}  // namespace lyceum::bench
