#include "app/serve/gauges.hpp"

#include "base/metrics/metrics.hpp"
#include "store/folder/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
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

// What a control group may use (version 2, seen from inside it or from the host); infinite: no limit there.
double group_memory_max() {
  std::ifstream groups("/proc/self/cgroup");
  std::string line, path;
  while (std::getline(groups, line))
    if (line.starts_with("0::")) path = line.substr(3);
  double most = std::numeric_limits<double>::infinity();
  for (const auto& folder : {std::string(), path}) {
    std::ifstream file("/sys/fs/cgroup" + folder + "/memory.max");
    double limit = 0;
    if (file >> limit) most = std::min(most, limit);  // the word "max" is no number
  }
  return most;
}

double memory_max() {
  struct sysinfo machine {};
  if (::sysinfo(&machine) != 0) return 0;
  return std::min(static_cast<double>(machine.totalram) * machine.mem_unit, group_memory_max());
}

double open_descriptors() {
  std::error_code error;
  double count = 0;
  for (std::filesystem::directory_iterator it("/proc/self/fd", error), end; !error && it != end;
       it.increment(error))
    ++count;
  return count - 1;  // the one that looks
}

void read_process() {
  static Gauge& memory = metric_gauge("process_resident_memory_bytes", "Resident memory");
  static Gauge& cpu = metric_gauge("process_cpu_seconds_total", "User and system time");
  static Gauge& used = metric_gauge("process_open_fds", "Open descriptors");
  static Gauge& allowed = metric_gauge("process_max_fds", "Descriptors the process may open");
  static Gauge& memory_limit = metric_gauge("lyceum_memory_max_bytes",
                                            "Memory of the machine, or of the control group if that is less");
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  memory.set(resident_bytes());
  cpu.set(seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
  used.set(open_descriptors());
  allowed.set(static_cast<double>(limit.rlim_cur));
  memory_limit.set(memory_max());
}

void read_reactors(net::ReactorPool& reactors) {
  for (std::size_t i = 0; i < reactors.size(); ++i)
    metric_gauge("lyceum_reactor_busy_seconds_total",
                 "Processor time of each event loop; one a second is all there is",
                 {{"reactor", std::to_string(i)}})
        .set(std::chrono::duration<double>(reactors.at(i).busy()).count());
}

double bytes_of(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<double>(size);
}

void read_disk(const std::string& folder) {
  static Gauge& left = metric_gauge("lyceum_data_free_bytes", "Space left for the data folder");
  static Gauge& all = metric_gauge("lyceum_data_size_bytes", "Size of the file system of the data folder");
  static Gauge& files =
      metric_gauge("lyceum_data_free_files", "Files that can still be made in the data folder");
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (!error) {
    left.set(static_cast<double>(space.available));
    all.set(static_cast<double>(space.capacity));
  }
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) == 0) files.set(static_cast<double>(disk.f_favail));
}

void read_room(std::optional<std::uint64_t> bytes) {
  static Gauge& room =
      metric_gauge("lyceum_recordings_room_bytes",
                   "What may still be recorded: by the disk, its reserve and the limit that is set");
  if (bytes) room.set(static_cast<double>(*bytes));
}

// Of a database on a server its own tools tell more.
void read_database(const std::string& folder) {
  static Gauge& database = metric_gauge("lyceum_store_bytes", "The database's file");
  static Gauge& log = metric_gauge("lyceum_store_log_bytes", "The database's write-ahead log");
  const std::string file = store::in_folder(folder, store::kDatabaseFile);
  database.set(bytes_of(file));
  log.set(bytes_of(file + "-wal"));
}

void read_queues(const Watched& watched) {
  static Gauge& writes =
      metric_gauge("lyceum_store_waiting", "Units that wait for the database", {{"kind", "write"}});
  static Gauge& reads =
      metric_gauge("lyceum_store_waiting", "Units that wait for the database", {{"kind", "read"}});
  static Gauge& most =
      metric_gauge("lyceum_store_waiting_max", "Units of a kind that may wait; more are refused");
  static Gauge& hashes = metric_gauge("lyceum_password_waiting", "Passwords that wait to be hashed");
  static Gauge& hashes_most =
      metric_gauge("lyceum_password_waiting_max", "Passwords that may wait; more are refused");
  const auto queues = watched.database.queues();
  writes.set(static_cast<double>(queues.writes));
  reads.set(static_cast<double>(queues.reads));
  most.set(static_cast<double>(queues.most));
  hashes.set(static_cast<double>(watched.hasher.waiting()));
  hashes_most.set(static_cast<double>(watched.hasher.queue_max()));
}

}  // namespace

void read_gauges(const Watched& watched) {
  read_process();
  read_reactors(watched.reactors);
  read_disk(watched.folder);
  read_room(watched.recordings_room);
  if (watched.database_in_folder) read_database(watched.folder);
  read_queues(watched);
}

}  // namespace lyceum::app
