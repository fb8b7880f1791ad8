#include "bench/room/room.hpp"

#include "bench/measure/ceiling.hpp"
#include "bench/measure/clock.hpp"
#include "bench/measure/process.hpp"
#include "bench/measure/slow_readers.hpp"
#include "bench/room/crowd.hpp"
#include "bench/room/slope.hpp"
#include "wire/ws/writer.hpp"

#include <fstream>
#include <iostream>

namespace lyceum::bench {
namespace {

constexpr double calm_s = 2.5;  // after opening: presence has been told, memory stands still
constexpr double warm_up_s = 2;
constexpr double stragglers_s = 2;
constexpr double slow_calm_s = 10;  // until what waits for slow readers is as much as may wait
constexpr int slow_buffer = 4 * 1024;
constexpr double restart_wait_s = 60;  // for whoever restarts the server
constexpr double return_wait_s = 30;

using Row = std::pair<std::string, double>;

std::vector<std::string> read_lines(const std::string& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line.substr(line.find_last_of(" \t") + 1));
  return lines;
}

double seconds_since(std::int64_t begin) { return static_cast<double>(monotonic_ns() - begin) / 1e9; }

void add(Report& report, std::initializer_list<Row> rows) {
  report.more.insert(report.more.end(), rows.begin(), rows.end());
}

// Opens them in three steps: the slope is what a socket costs, without what the first ones bring along.
std::optional<std::string> open_and_weigh(Crowd& crowd, const RoomLoad& load, Report& report) {
  const auto total = static_cast<std::size_t>(load.sockets);
  std::vector<Point> weighed;
  double took_s = 0;
  for (const double share : {0.28, 0.56, 1.0}) {
    const auto part = std::max<std::size_t>(static_cast<std::size_t>(static_cast<double>(total) * share), 1);
    const std::int64_t begin = monotonic_ns();
    if (auto why = crowd.grow(part)) return why;
    took_s += seconds_since(begin);
    crowd.run(calm_s);
    weighed.push_back({static_cast<double>(part), anonymous_kb(load.common.server_pid)});
  }
  add(report, {{"joined_per_s", static_cast<double>(total) / took_s}});
  report.kb_per_viewer = slope(weighed);
  return std::nullopt;
}

Deeds deeds_of(const RoomLoad& load) {
  return {.comments = load.rate,
          .size = static_cast<std::size_t>(load.size),
          .likes = load.likes,
          .coming = load.coming};
}

std::optional<std::string> vote(Crowd& crowd, const RoomLoad& load, Report& report) {
  if (auto why = crowd.vote(load.vote, deeds_of(load))) return why;
  const Vote& vote = crowd.voted();
  add(report, {{"votes", static_cast<double>(vote.asked)},
               {"votes_taken", static_cast<double>(vote.taken)},
               {"votes_counted", static_cast<double>(number_after(vote.result, R"("people":)").value_or(0))},
               {"vote_p50_ms", vote.latencies.percentile_ms(0.5)},
               {"vote_p99_ms", vote.latencies.percentile_ms(0.99)}});
  return std::nullopt;
}

void take_figures(const Crowd& crowd, const RoomLoad& load, Report& report) {
  const Tally& tally = crowd.tally();
  const Window& window = tally.window();
  const double due = static_cast<double>(window.sent) * static_cast<double>(load.sockets);
  report.playing = static_cast<double>(crowd.open());
  report.loss = due > 0 ? 1 - static_cast<double>(window.deliveries) / due : 0;
  report.p50_ms = window.latencies.percentile_ms(0.5);
  report.p99_ms = window.latencies.percentile_ms(0.99);
  if (report.cpu_s > 0) report.per_core = static_cast<double>(window.deliveries) / report.cpu_s;
  add(report, {{"sent", static_cast<double>(window.sent)},
               {"deliveries", static_cast<double>(window.deliveries)},
               {"gaps", static_cast<double>(tally.gaps())},
               {"repeats", static_cast<double>(tally.repeats())},
               {"refused", static_cast<double>(crowd.refused())},
               {"p999_ms", window.latencies.percentile_ms(0.999)}});
}

std::optional<std::string> measure(Crowd& crowd, const RoomLoad& load, Report& report) {
  const Deeds deeds = deeds_of(load);
  if (load.coming > 0) crowd.return_within(0);
  crowd.run(warm_up_s, deeds);
  const std::uint64_t frames_before = crowd.tally().frames();
  const double cpu_before = cpu_seconds(load.common.server_pid);
  const std::int64_t begin = monotonic_ns();
  crowd.count_from_now(load.common.seconds);
  if (load.vote > 0)
    if (auto why = vote(crowd, load, report)) return why;
  crowd.run(std::max(0.0, load.common.seconds - seconds_since(begin)), deeds);
  const double took_s = seconds_since(begin);
  report.cpu_s = cpu_seconds(load.common.server_pid) - cpu_before;
  const auto frames = static_cast<double>(crowd.tally().frames() - frames_before);
  crowd.run(stragglers_s);
  take_figures(crowd, load, report);
  add(report, {{"frames", frames}, {"core_share", report.cpu_s / took_s}});
  if (load.rate == 0 && load.sockets > 0)
    add(report, {{"idle_us_per_socket_s", report.cpu_s * 1e6 / took_s / load.sockets}});
  return std::nullopt;
}

std::optional<std::string> measure_beside_slow(Crowd& crowd, const Target& target, const Dialect& dialect,
                                               std::size_t count, const RoomLoad& load, Report& report) {
  const double kb_before = anonymous_kb(load.common.server_pid);
  const SlowReaders slow(target, upgrade_request(target, dialect.subprotocol(), load.token), slow_buffer,
                         count);
  crowd.run(slow_calm_s, deeds_of(load));
  auto why = measure(crowd, load, report);
  add(report, {{"slow", static_cast<double>(slow.open())},
               {"slow_hung_up_on", static_cast<double>(slow.hung_up_on())},
               {"slow_borne_s", slow.borne_s()},
               {"slow_kb", (anonymous_kb(load.common.server_pid) - kb_before) / static_cast<double>(count)}});
  return why;
}

std::optional<std::string> weather_storm(Crowd& crowd, const RoomLoad& load, Report& report) {
  const Deeds deeds = deeds_of(load);
  const auto wanted = static_cast<std::size_t>(load.sockets - (load.restart ? 0 : load.senders));
  crowd.return_within(load.storm);
  if (load.restart) {
    std::cerr << "restart the server now" << std::endl;
    for (double waited = 0; crowd.returned().cut_off < wanted; waited += 0.02) {
      if (waited > restart_wait_s) return "nobody restarted the server";
      crowd.run(0.02, deeds);
    }
  } else {
    crowd.hang_up();
  }
  for (double waited = 0; crowd.returned().away > 0; waited += 0.05) {
    if (waited > return_wait_s)
      return std::to_string(crowd.returned().away) + " sockets are not back: " + crowd.first_failure();
    crowd.run(0.05, deeds);
  }
  crowd.run(stragglers_s, deeds);
  crowd.run(stragglers_s);
  const Return& returned = crowd.returned();
  const double took_s = static_cast<double>(returned.last_back - returned.first_shaken) / 1e9;
  const auto [fewest, most] = crowd.fewest_and_most();
  add(report, {{"returned", static_cast<double>(returned.back)},
               {"return_s", took_s},
               {"returned_per_s", static_cast<double>(returned.back) / took_s},
               {"not_resumed", static_cast<double>(crowd.tally().restarts())},
               {"gaps_in_all", static_cast<double>(crowd.tally().gaps())},
               {"repeats_in_all", static_cast<double>(crowd.tally().repeats())},
               {"acknowledged", static_cast<double>(crowd.acknowledged())},
               {"comments_fewest", fewest},
               {"comments_most", most}});
  return std::nullopt;
}

Result<std::unique_ptr<Dialect>> dialect_for(const RoomLoad& load) {
  auto dialect = make_dialect(load.protocol, load.channel);
  if (!dialect) return Failure(internal_error("the protocol " + load.protocol + " is not known"));
  if (load.protocol != "lyceum" && (load.vote > 0 || load.likes > 0))
    return Failure(internal_error("votes and likes go with --protocol lyceum alone"));
  if (load.vote > 0 && load.tokens_file.empty())
    return Failure(internal_error("a vote needs --tokens: everybody answers once"));
  return dialect;
}

}  // namespace

Result<Report> run_room(RoomLoad load) {
  LYCEUM_TRY(auto target, resolve(load.common.url));
  LYCEUM_TRY(const auto dialect, dialect_for(load));
  const long descriptors = allow_descriptors();
  if (descriptors < load.sockets + 64)
    return Failure(
        internal_error("the system allows a process " + std::to_string(descriptors) + " descriptors"));
  Report report;
  report.unit = "sockets";
  report.count = static_cast<double>(load.sockets);
  const auto slow = static_cast<std::size_t>(load.sockets * load.slow / 100);
  load.sockets -= static_cast<int>(slow);
  std::string frame;
  {
    Crowd crowd(target, *dialect, {load.token, static_cast<std::size_t>(load.senders)},
                read_lines(load.tokens_file));
    auto why = open_and_weigh(crowd, load, report);
    if (!why)
      why = slow > 0 ? measure_beside_slow(crowd, target, *dialect, slow, load, report)
                     : measure(crowd, load, report);
    if (!why && load.storm > 0) why = weather_storm(crowd, load, report);
    if (why) return Failure(internal_error(*why));
    const SharedBytes sample = ws::text_frame(crowd.tally().sample());
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
