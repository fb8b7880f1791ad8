// The most that this machine's kernel takes in: a server that does nothing but read, and throws away what
// comes.
#pragma once

#include "bench/measure/ceiling.hpp"

namespace lyceum::bench {

// Pieces (`frame`s, each to every socket at the rate) a CPU second of a forked server that reads them; we
// write them meanwhile. 0 when it did not work.
double measure_sink(const CeilingLoad& load);

}  // namespace lyceum::bench
