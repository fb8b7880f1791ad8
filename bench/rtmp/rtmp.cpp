#include "bench/rtmp/rtmp.hpp"

#include "bench/flv/audience.hpp"
#include "bench/measure/clock.hpp"
#include "bench/measure/process.hpp"
#include "bench/measure/sink.hpp"
#include "bench/rtmp/herd.hpp"
#include "bench/source/film.hpp"
#include "bench/source/numbers.hpp"

#include <atomic>
#include <thread>

namespace lyceum::bench {
namespace {

constexpr double calm_s = 2.5, warm_up_s = 2;
constexpr std::int64_t spread_ns = 2'000'000'000;  // of the encoders' key frames

// Plays the first stream in a thread of its own while the herd runs.
class Watch {
 public:
  Watch(Target target, double seconds) : audience_(std::move(target)), seconds_(seconds) {}

  void open() {
    thread_ = std::jthread([this](const std::stop_token& stop) {
      if (const auto why = audience_.grow(1)) problem_ = *why;
      while (problem_.empty() && !measuring_ && !stop.stop_requested()) audience_.run(0.01);
      if (!problem_.empty() || stop.stop_requested()) return;
      audience_.count_from_now(seconds_);
      audience_.run(seconds_ + 1);  // the last pictures are on their way
    });
  }
  void measure() { measuring_ = true; }
  // Waits for its end. Nothing, or why it did not work out.
  std::optional<std::string> close() {
    thread_.join();
    return problem_.empty() ? std::nullopt : std::optional("the stream is not played: " + problem_);
  }
  const Latencies& latencies() const { return audience_.watched().latencies; }
  bool stamped() const { return audience_.stamped(); }

 private:
  Audience audience_;
  double seconds_;
  std::atomic<bool> measuring_ = false;
  std::string problem_;
  std::jthread thread_;
};

Result<Herd::MakeFeed> feeds_of(const RtmpLoad& load) {
  if (load.film.empty())
    return [kbps = load.kbps](std::int64_t begin) -> std::unique_ptr<Feed> {
      return std::make_unique<NumbersFeed>(NumbersLoad{.kbps = kbps}, begin);
    };
  LYCEUM_TRY(auto film, Film::read(load.film));
  return [film](std::int64_t) -> std::unique_ptr<Feed> { return std::make_unique<FilmFeed>(film); };
}

// Opens a part, then all: the difference is what an encoder costs, without what the first ones bring along.
std::optional<std::string> open_and_weigh(Herd& herd, const std::vector<Where>& places, int pid,
                                          Report& report) {
  const std::size_t part = std::max<std::size_t>(places.size() / 4, 1);
  const double step_s = static_cast<double>(spread_ns) / 1e9 / static_cast<double>(places.size());
  double before = 0;
  for (std::size_t total = 1; total <= places.size(); ++total) {
    if (auto why = herd.grow(places, total)) return why;
    herd.run(step_s);  // so that not all key frames fall on one moment
    if (total != part) continue;
    herd.run(calm_s);
    before = anonymous_kb(pid);
  }
  herd.run(calm_s);
  if (places.size() > part)
    report.kb_per_viewer = (anonymous_kb(pid) - before) / static_cast<double>(places.size() - part);
  return std::nullopt;
}

struct Measured {
  HerdCounts counts;
  double seconds = 0;
};

Measured measure(Herd& herd, const RtmpLoad& load, Report& report) {
  const double cpu_before = cpu_seconds(load.common.server_pid);
  const std::int64_t begin = monotonic_ns();
  herd.count_from_now();
  herd.run(load.common.seconds);
  Measured measured{herd.counts(), static_cast<double>(monotonic_ns() - begin) / 1e9};
  report.cpu_s = cpu_seconds(load.common.server_pid) - cpu_before;
  report.playing = static_cast<double>(herd.sending());
  report.loss = 1 - report.playing / report.count;
  if (report.cpu_s > 0) report.per_core = report.playing / (report.cpu_s / measured.seconds);
  const Latencies& acknowledged = measured.counts.acknowledged;
  for (auto row : std::initializer_list<std::pair<std::string, double>>{
           {"mbps", static_cast<double>(measured.counts.bytes) * 8 / 1e6 / measured.seconds},
           {"tags_per_s", static_cast<double>(measured.counts.tags) / measured.seconds},
           {"core_share", report.cpu_s / measured.seconds},
           {"cpu_percent_per_viewer", 100 * report.cpu_s / measured.seconds / report.count},
           {"acknowledged_p50_ms", acknowledged.percentile_ms(0.5)},
           {"acknowledged_p99_ms", acknowledged.percentile_ms(0.99)}})
    report.more.push_back(std::move(row));
  return measured;
}

void find_ceiling(const RtmpLoad& load, const Measured& measured, Report& report) {
  if (measured.counts.tags == 0) return;
  const std::string piece(measured.counts.bytes / measured.counts.tags, 'x');
  const double rate = static_cast<double>(measured.counts.tags) / measured.seconds / report.count;
  const double pieces = measure_sink({static_cast<std::size_t>(load.viewers), rate,
                                      std::min(10.0, static_cast<double>(load.common.seconds)), piece,
                                      processors(load.common.server_pid)});
  report.ceiling = pieces / rate;
  if (report.ceiling > 0) report.ratio = report.per_core / report.ceiling;
}

}  // namespace

Result<Report> run_rtmp(const RtmpLoad& load) {
  LYCEUM_TRY(const auto places, places_for(load));
  LYCEUM_TRY(auto feeds, feeds_of(load));
  const long descriptors = allow_descriptors();
  if (descriptors < load.viewers + 64)
    return Failure(
        internal_error("the system allows a process " + std::to_string(descriptors) + " descriptors"));
  std::unique_ptr<Watch> watch;
  if (!load.watch.empty()) {
    LYCEUM_TRY(auto target, resolve(load.watch));
    watch = std::make_unique<Watch>(std::move(target), load.common.seconds);
  }
  Report report;
  report.unit = "viewers";
  report.count = static_cast<double>(load.viewers);
  Measured measured;
  {
    Herd herd(std::move(feeds));
    if (const auto why = open_and_weigh(herd, places, load.common.server_pid, report))
      return Failure(internal_error(*why));
    if (watch) watch->open();
    herd.run(warm_up_s);
    if (watch) watch->measure();
    measured = measure(herd, load, report);
    if (watch) herd.run(warm_up_s);
    if (!herd.first_failure().empty()) return Failure(internal_error(herd.first_failure()));
  }
  if (watch) {
    if (const auto why = watch->close()) return Failure(internal_error(*why));
    report.more.emplace_back("stamped", watch->stamped() ? 1 : 0);
  }
  const Latencies& delays = watch ? watch->latencies() : measured.counts.acknowledged;
  report.p50_ms = delays.percentile_ms(0.5);
  report.p99_ms = delays.percentile_ms(0.99);
  if (load.ceiling) find_ceiling(load, measured, report);
  return report;
}

}  // namespace lyceum::bench
