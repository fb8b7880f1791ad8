#include "bench/measure/process.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

// The only one of a set; none when there are several.
std::optional<int> only_processor(const cpu_set_t& set) {
  if (CPU_COUNT(&set) != 1) return std::nullopt;
  int processor = 0;
  while (!CPU_ISSET(processor, &set)) ++processor;
  return processor;
}

}  // namespace

double cpu_seconds(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  std::getline(file, line);
  const auto name_end = line.rfind(')');  // field 2 may hold anything, also spaces
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;  // fields 14 and 15, in clock ticks
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double anonymous_kb(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; file >> word;) {
    double kb = 0;
    if (word == "RssAnon:" && file >> kb) return kb;
  }
  return 0;
}

double busy_seconds(int processor) {
  std::ifstream file("/proc/stat");
  const std::string name = "cpu" + std::to_string(processor);
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string first;
    double user = 0, nice = 0, system = 0, idle = 0, waiting = 0, hard = 0, soft = 0;
    if (fields >> first >> user >> nice >> system >> idle >> waiting >> hard >> soft && first == name)
      return (user + nice + system + hard + soft) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }
  return 0;
}

cpu_set_t processors(int pid) {
  cpu_set_t set;
  CPU_ZERO(&set);
  ::sched_getaffinity(pid, sizeof set, &set);
  return set;
}

void run_on(const cpu_set_t& processors) { ::sched_setaffinity(0, sizeof processors, &processors); }

ServerUse::ServerUse(int pid)
    : pid_(pid),
      processor_(only_processor(processors(pid))),
      cpu_before_(cpu_seconds(pid)),
      busy_before_(processor_ ? busy_seconds(*processor_) : 0) {}

double ServerUse::cpu_s() const { return cpu_seconds(pid_) - cpu_before_; }
double ServerUse::busy_s() const { return processor_ ? busy_seconds(*processor_) - busy_before_ : 0; }

long allow_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<long>(limit.rlim_cur);
}

}  // namespace lyceum::bench
