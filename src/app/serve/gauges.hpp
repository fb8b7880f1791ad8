// Gauges of the process itself, read when /metrics is asked.
#pragma once

namespace lyceum::app {

// Memory, processor time, descriptors used and allowed, under the names that Prometheus's own clients use.
void read_process_gauges();

}  // namespace lyceum::app
