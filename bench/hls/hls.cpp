#include "bench/hls/hls.hpp"

#include "bench/hls/audience.hpp"
#include "bench/measure/ceiling.hpp"
#include "bench/measure/clock.hpp"
#include "bench/measure/process.hpp"
#include "bench/source/source.hpp"

#include <array>

#include <poll.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr double calm_s = 2.5, warm_up_s = 2;
constexpr int tries_max = 100;  // a tenth of a second each, until a new stream lists something

// One answer, waited for.
Result<std::string> fetch(const Target& target, const std::string& path) {
  HttpLine line;
  if (!line.connect(target)) return Failure(internal_error("cannot connect to " + target.host));
  pollfd connected{line.descriptor(), POLLOUT, 0};
  ::poll(&connected, 1, 5'000);
  line.ask(path, true);
  std::array<std::uint8_t, 65'536> scratch;
  for (HttpLine::Got got = HttpLine::Got::more; got == HttpLine::Got::more;) {
    pollfd poll{line.descriptor(), POLLIN, 0};
    if (::poll(&poll, 1, 5'000) != 1) return Failure(internal_error("no answer to " + path));
    got = line.on_ready(scratch);
    if (got == HttpLine::Got::failed) return Failure(internal_error("the server closed at " + path));
  }
  return line.status() == 200 ? line.body() : std::string();
}

// Paths of the media playlists, as soon as the stream has some.
Result<std::vector<std::string>> find_renditions(const Target& target) {
  const std::string folder = target.path.substr(0, target.path.rfind('/') + 1);
  for (int i = 0; i < tries_max; ++i) {
    LYCEUM_TRY(const std::string multivariant, fetch(target, target.path));
    std::vector<std::string> paths = read_renditions(multivariant);
    bool ready = !paths.empty();
    for (std::string& path : paths) {
      path.insert(0, folder);
      LYCEUM_TRY(const std::string playlist, fetch(target, path));
      ready = ready && playlist.find("#EXT-X-PART:") != std::string::npos;
    }
    if (ready) return paths;
    ::usleep(100'000);
  }
  return Failure(internal_error("no low-latency stream at " + target.path));
}

std::optional<std::string> open_and_weigh(HlsAudience& audience, const HlsLoad& load, Report& report) {
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

void measure(HlsAudience& audience, const HlsLoad& load, std::size_t renditions, Report& report) {
  audience.run(warm_up_s);
  const ServerUse use(load.common.server_pid);
  const std::int64_t begin = monotonic_ns();
  audience.count_from_now(load.common.seconds);
  audience.run(load.common.seconds);
  const double took_s = static_cast<double>(monotonic_ns() - begin) / 1e9;
  report.cpu_s = use.cpu_s();
  const double busy_s = use.busy_s();
  const HlsWatched& watched = audience.watched();
  const double due =
      static_cast<double>(audience.most_parts()) * report.count * static_cast<double>(renditions);
  report.playing = static_cast<double>(audience.playing());
  report.loss = due > 0 ? 1 - static_cast<double>(watched.parts) / due : 1;
  report.p50_ms = watched.latencies.percentile_ms(0.5);
  report.p99_ms = watched.latencies.percentile_ms(0.99);
  if (report.cpu_s > 0) report.per_core = report.playing / (report.cpu_s / took_s);
  for (auto row : std::initializer_list<std::pair<std::string, double>>{
           {"mbps", static_cast<double>(watched.bytes) * 8 / 1e6 / took_s},
           {"answers_per_s", static_cast<double>(watched.answers) / took_s},
           {"core_share", report.cpu_s / took_s},
           {"busy_share", busy_s / took_s},
           {"cpu_percent_per_viewer", 100 * report.cpu_s / took_s / report.count}})
    report.more.push_back(std::move(row));
}

void find_ceiling(const HlsLoad& load, const HlsWatched& watched, std::size_t sockets, Report& report) {
  if (watched.answers == 0) return;
  const std::string frame(watched.bytes / watched.answers, 'x');
  const double rate =
      static_cast<double>(watched.answers) / load.common.seconds / static_cast<double>(sockets);
  const double answers =
      measure_ceiling({sockets, rate, std::min(10.0, static_cast<double>(load.common.seconds)), frame,
                       processors(load.common.server_pid)});
  report.ceiling = answers / rate / (static_cast<double>(sockets) / report.count);
  if (report.ceiling > 0) report.ratio = report.per_core / report.ceiling;
}

}  // namespace

Result<Report> run_hls(const HlsLoad& load) {
  LYCEUM_TRY(auto target, resolve(load.common.url));
  const long descriptors = allow_descriptors();
  if (descriptors < 2 * load.viewers + 64)
    return Failure(
        internal_error("the system allows a process " + std::to_string(descriptors) + " descriptors"));
  Report report;
  report.unit = "viewers";
  report.count = static_cast<double>(load.viewers);
  HlsWatched watched;
  std::size_t sockets = 0;
  {
    std::unique_ptr<Source> source;
    if (!load.publish.empty()) {
      LYCEUM_TRY(source, Source::start({.url = load.publish, .numbers = {.kbps = load.kbps}}));
    }
    LYCEUM_TRY(auto renditions, find_renditions(target));
    const std::size_t each = renditions.size();
    sockets = each * static_cast<std::size_t>(load.viewers);
    HlsAudience audience(target, std::move(renditions));
    if (const auto why = open_and_weigh(audience, load, report)) return Failure(internal_error(*why));
    measure(audience, load, each, report);
    if (!audience.first_failure().empty()) return Failure(internal_error(audience.first_failure()));
    watched = audience.watched();
  }
  if (load.ceiling) find_ceiling(load, watched, sockets, report);
  return report;
}

}  // namespace lyceum::bench
