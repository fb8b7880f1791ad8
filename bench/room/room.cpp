#include "bench/room/room.hpp"

#include "bench/measure/ceiling.hpp"
#include "bench/measure/clock.hpp"
#include "bench/measure/process.hpp"
#include "bench/room/crowd.hpp"
#include "wire/ws/writer.hpp"

#include <fstream>

namespace lyceum::bench {
namespace {

constexpr double calm_s = 2.5;  // after opening: presence has been told, memory stands still
constexpr double warm_up_s = 2;
constexpr double stragglers_s = 2;

std::vector<std::string> read_lines(const std::string& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line.substr(line.find_last_of(" \t") + 1));
  return lines;
}

// Opens a part, then all: the difference is what a socket costs, without what the first ones bring along.
std::optional<std::string> open_and_weigh(Crowd& crowd, const RoomLoad& load, Report& report) {
  const auto total = static_cast<std::size_t>(load.sockets);
  const std::size_t part = std::max<std::size_t>(total / 4, 1);
  if (auto why = crowd.grow(part)) return why;
  crowd.run(calm_s);
  const double before = anonymous_kb(load.common.server_pid);
  const std::int64_t begin = monotonic_ns();
  if (auto why = crowd.grow(total)) return why;
  const double took_s = static_cast<double>(monotonic_ns() - begin) / 1e9;
  crowd.run(calm_s);
  if (total == part) return std::nullopt;
  report.more.emplace_back("joined_per_s", static_cast<double>(total - part) / took_s);
  report.kb_per_viewer = (anonymous_kb(load.common.server_pid) - before) / static_cast<double>(total - part);
  return std::nullopt;
}

void measure(Crowd& crowd, const RoomLoad& load, Report& report) {
  const Pace pace{load.rate, static_cast<std::size_t>(load.size)};
  crowd.run(warm_up_s, pace);
  const std::uint64_t frames_before = crowd.frames();
  const double cpu_before = cpu_seconds(load.common.server_pid);
  crowd.count_from_now(load.common.seconds);
  crowd.run(load.common.seconds, pace);
  report.cpu_s = cpu_seconds(load.common.server_pid) - cpu_before;
  const auto frames = static_cast<double>(crowd.frames() - frames_before);
  crowd.run(stragglers_s);
  const Window& window = crowd.window();
  const double due = static_cast<double>(window.sent) * static_cast<double>(load.sockets);
  report.playing = static_cast<double>(crowd.open());
  report.loss = due > 0 ? 1 - static_cast<double>(window.deliveries) / due : 0;
  report.p50_ms = window.latencies.percentile_ms(0.5);
  report.p99_ms = window.latencies.percentile_ms(0.99);
  if (report.cpu_s > 0) report.per_core = static_cast<double>(window.deliveries) / report.cpu_s;
  for (auto row : std::initializer_list<std::pair<std::string, double>>{
           {"sent", static_cast<double>(window.sent)},
           {"deliveries", static_cast<double>(window.deliveries)},
           {"frames", frames},
           {"gaps", static_cast<double>(crowd.gaps())},
           {"refused", static_cast<double>(crowd.refused())},
           {"core_share", report.cpu_s / load.common.seconds},
           {"p999_ms", window.latencies.percentile_ms(0.999)}})
    report.more.push_back(std::move(row));
}

}  // namespace

Result<Report> run_room(const RoomLoad& load) {
  LYCEUM_TRY(auto target, resolve(load.common.url));
  const long descriptors = allow_descriptors();
  if (descriptors < load.sockets + 64)
    return Failure(
        internal_error("the system allows a process " + std::to_string(descriptors) + " descriptors"));
  Report report;
  report.unit = "sockets";
  report.count = static_cast<double>(load.sockets);
  std::string frame;
  {
    Crowd crowd(target, {load.token, static_cast<std::size_t>(load.senders)}, read_lines(load.tokens_file));
    if (const auto why = open_and_weigh(crowd, load, report)) return Failure(internal_error(*why));
    measure(crowd, load, report);
    const SharedBytes sample = ws::text_frame(crowd.sample());
    frame = as_text(sample.view());
  }
  if (load.ceiling && load.rate > 0) {
    report.ceiling = measure_ceiling({static_cast<std::size_t>(load.sockets), load.rate,
                                      static_cast<double>(load.common.seconds), frame,
                                      processors(load.common.server_pid)});
    if (report.ceiling > 0) report.ratio = report.per_core / report.ceiling;
  }
  return report;
}

}  // namespace lyceum::bench
