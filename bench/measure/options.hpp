// What all generators are asked.
#pragma once

#include <string>

namespace lyceum::bench {

struct LoadOptions {
  std::string url;
  int seconds = 10;    // of measuring, after the warm-up
  int server_pid = 0;  // its processor time and memory are read; 0: not measured
  bool json = false;
};

}  // namespace lyceum::bench
