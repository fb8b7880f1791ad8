// The most that this machine's kernel gives: a server that does nothing but write one ready frame to all its
// sockets.
#pragma once

#include <cstddef>
#include <string_view>

#include <sched.h>

namespace lyceum::bench {

struct CeilingLoad {
  std::size_t sockets = 0;
  double rate = 0;  // frames a second to every socket
  double seconds = 3;
  std::string_view frame;  // all of its bytes
  cpu_set_t processors;    // on which it runs, as the measured server does
};

// Deliveries (frames × sockets) a CPU second of a forked server that writes with io_uring where it may, else
// with send(); we are its clients meanwhile. 0 when it did not work.
double measure_ceiling(const CeilingLoad& load);

}  // namespace lyceum::bench
