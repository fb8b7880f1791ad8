#include "app/serve/gauges.hpp"

#include "base/metrics/metrics.hpp"

#include <filesystem>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace lyceum::app {
namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  long total = 0, resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
  std::error_code error;
  double count = 0;
  for (std::filesystem::directory_iterator it("/proc/self/fd", error), end; !error && it != end;
       it.increment(error))
    ++count;
  return count - 1;  // the one that looks
}

}  // namespace

void read_process_gauges() {
  static Gauge& memory = metric_gauge("process_resident_memory_bytes", "Resident memory");
  static Gauge& cpu = metric_gauge("process_cpu_seconds_total", "User and system time");
  static Gauge& used = metric_gauge("process_open_fds", "Open descriptors");
  static Gauge& allowed = metric_gauge("process_max_fds", "Descriptors the process may open");
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  memory.set(resident_bytes());
  cpu.set(seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
  used.set(open_descriptors());
  allowed.set(static_cast<double>(limit.rlim_cur));
}

}  // namespace lyceum::app
