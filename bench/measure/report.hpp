// The figures of a run, printed for people or as one JSON object.
#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace lyceum::bench {

struct Report {
  std::string unit;    // "sockets" or "viewers"
  double count = 0;    // asked for
  double playing = 0;  // that took part to the end
  double loss = 0;     // share of what should have arrived, 0 to 1
  double p50_ms = 0;
  double p99_ms = 0;
  double cpu_s = 0;          // user and system time of the server while measuring
  double per_core = 0;       // deliveries a CPU second, or viewers a core
  double kb_per_viewer = 0;  // slope of the server's anonymous memory
  double ceiling = 0;        // per_core of a server that does nothing but write, in the same run
  double ratio = 0;          // per_core ÷ ceiling
  std::vector<std::pair<std::string, double>> more;
};

void print(std::ostream& out, const Report& report, bool json);

}  // namespace lyceum::bench
