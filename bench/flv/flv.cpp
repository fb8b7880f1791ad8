#include "bench/flv/flv.hpp"

#include "bench/flv/audience.hpp"
#include "bench/measure/ceiling.hpp"
#include "bench/measure/clock.hpp"
#include "bench/measure/process.hpp"
#include "bench/measure/slow_readers.hpp"
#include "bench/source/source.hpp"

namespace lyceum::bench {
namespace {

constexpr double calm_s = 2.5;  // after opening: the first groups of pictures are sent, memory stands still
constexpr double warm_up_s = 2;
constexpr double slow_calm_s = 10;  // until what waits for slow readers is as much as may wait
constexpr int slow_buffer = 16 * 1024;
constexpr double writes_per_s = 10;

// Opens a part, then all: the difference is what a player costs, without what the first ones bring along.
std::optional<std::string> open_and_weigh(Audience& audience, const FlvLoad& load, Report& report) {
  const auto total = static_cast<std::size_t>(load.viewers);
  const std::size_t part = std::max<std::size_t>(total / 4, 1);
  if (auto why = audience.grow(part)) return why;
  audience.run(calm_s);
  const double before = anonymous_kb(load.common.server_pid);
  if (auto why = audience.grow(total)) return why;
  audience.run(calm_s);
  if (total > part)
    report.kb_per_viewer =
        (anonymous_kb(load.common.server_pid) - before) / static_cast<double>(total - part);
  return std::nullopt;
}

void measure(Audience& audience, const FlvLoad& load, Report& report) {
  const double seconds = load.common.seconds;
  audience.run(warm_up_s);
  const ServerUse use(load.common.server_pid);
  const std::int64_t begin = monotonic_ns();
  audience.count_from_now(seconds);
  audience.run(seconds);
  const double took_s = static_cast<double>(monotonic_ns() - begin) / 1e9;
  report.cpu_s = use.cpu_s();
  const double busy_s = use.busy_s();
  const Watched& watched = audience.watched();
  const auto bytes = static_cast<double>(watched.bytes), most = static_cast<double>(audience.most_bytes());
  report.playing = static_cast<double>(audience.playing());
  report.loss = most > 0 ? 1 - bytes / (most * report.count) : 1;
  report.p50_ms = watched.latencies.percentile_ms(0.5);
  report.p99_ms = watched.latencies.percentile_ms(0.99);
  if (report.cpu_s > 0) report.per_core = report.playing / (report.cpu_s / took_s);
  for (auto row : std::initializer_list<std::pair<std::string, double>>{
           {"mbps", bytes * 8 / 1e6 / took_s},
           {"mbps_per_viewer", bytes * 8 / 1e6 / took_s / report.count},
           {"core_share", report.cpu_s / took_s},
           {"busy_share", busy_s / took_s},
           {"cpu_percent_per_viewer", 100 * report.cpu_s / took_s / report.count},
           {"stamped", audience.stamped() ? 1 : 0}})
    report.more.push_back(std::move(row));
}

void find_ceiling(const FlvLoad& load, double bytes_per_s, Report& report) {
  const std::string frame(static_cast<std::size_t>(bytes_per_s / writes_per_s), 'x');
  const double deliveries = measure_ceiling({static_cast<std::size_t>(load.viewers), writes_per_s,
                                             std::min(10.0, static_cast<double>(load.common.seconds)), frame,
                                             processors(load.common.server_pid)});
  report.ceiling = deliveries / writes_per_s;
  if (report.ceiling > 0) report.ratio = report.per_core / report.ceiling;
}

}  // namespace

Result<Report> run_flv(const FlvLoad& load) {
  LYCEUM_TRY(auto target, resolve(load.common.url));
  const long descriptors = allow_descriptors();
  if (descriptors < load.viewers + load.slow + 64)
    return Failure(
        internal_error("the system allows a process " + std::to_string(descriptors) + " descriptors"));
  Report report;
  report.unit = "viewers";
  report.count = static_cast<double>(load.viewers);
  double bytes_per_s = 0;
  {
    std::unique_ptr<Source> source;
    if (!load.publish.empty()) {
      LYCEUM_TRY(source, Source::start({.url = load.publish, .numbers = {.kbps = load.kbps}}));
      ::usleep(500'000);  // the stream is there when the first player asks
    }
    Audience audience(target);
    if (const auto why = open_and_weigh(audience, load, report)) return Failure(internal_error(*why));
    {
      const std::string request = "GET " + target.path + " HTTP/1.1\r\nHost: " + target.host + "\r\n\r\n";
      const SlowReaders slow(target, request, slow_buffer, static_cast<std::size_t>(load.slow));
      if (load.slow > 0) audience.run(slow_calm_s);
      measure(audience, load, report);
      if (load.slow > 0)
        report.more.insert(report.more.end(), {{"slow", static_cast<double>(slow.open())},
                                               {"slow_hung_up_on", static_cast<double>(slow.hung_up_on())}});
    }
    if (source && source->failed()) return Failure(internal_error("the server refused the stream"));
    bytes_per_s = static_cast<double>(audience.most_bytes()) / load.common.seconds;
  }
  if (load.ceiling) find_ceiling(load, bytes_per_s, report);
  return report;
}

}  // namespace lyceum::bench
