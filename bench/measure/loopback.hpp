// Connections between this process and a child of it, over loopback: what ceilings are measured on.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace lyceum::bench {

// Forks: the child accepts so many connections, gives them to `server`, and ends when that returns its
// figure; meanwhile the parent gives its ends of them to `client`, with a descriptor that becomes readable
// when the figure is there. Returns the figure; 0 when it did not work. Descriptors are closed afterwards.
double on_loopback(std::size_t connections, const std::function<double(const std::vector<int>&)>& server,
                   const std::function<void(const std::vector<int>&, int told)>& client);

// User and system time of the calling process so far, in seconds.
double own_cpu_seconds();

}  // namespace lyceum::bench
