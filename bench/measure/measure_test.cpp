#include "bench/measure/address.hpp"
#include "bench/measure/ceiling.hpp"
#include "bench/measure/latency.hpp"
#include "bench/measure/process.hpp"
#include "bench/measure/report.hpp"
#include "bench/measure/sink.hpp"
#include "bench/measure/stamp.hpp"

#include <sstream>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

TEST(Latencies, percentiles_are_right_to_within_a_bucket) {
  Latencies latencies;
  for (int ms = 1; ms <= 100; ++ms) latencies.add(ms * 1'000'000);
  EXPECT_NEAR(latencies.percentile_ms(0.5), 50, 2.5);
  EXPECT_NEAR(latencies.percentile_ms(0.99), 99, 4);
  EXPECT_EQ(Latencies().percentile_ms(0.5), 0);
}

TEST(Process, our_own_time_and_memory_are_read) {
  const double before = cpu_seconds(::getpid());
  double sink = 1;
  while (cpu_seconds(::getpid()) < before + 0.02) sink *= 1.000001;
  EXPECT_GT(sink, 1);
  EXPECT_GT(anonymous_kb(::getpid()), 100);
}

TEST(Resolve, host_port_and_path_are_told_apart) {
  const auto target = resolve("ws://127.0.0.1:8080/api/v1/lessons/7/room?lang=en");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->host, "127.0.0.1:8080");
  EXPECT_EQ(target->path, "/api/v1/lessons/7/room?lang=en");
  EXPECT_EQ(ntohs(target->address.sin_port), 8080);
  EXPECT_EQ(resolve("http://127.0.0.1")->path, "/");
  EXPECT_EQ(ntohs(resolve("rtmp://127.0.0.1/live/key")->address.sin_port), 1935);
}

TEST(Resolve, other_schemes_are_refused) { EXPECT_FALSE(resolve("file:///etc/passwd")); }

TEST(Report, json_holds_the_agreed_names) {
  std::ostringstream out;
  print(out, {.unit = "sockets", .count = 5, .ratio = 0.5, .more = {{"sent", 7}}}, true);
  EXPECT_EQ(out.str(),
            "{\"sockets\":5,\"playing\":0,\"loss\":0,\"p50_ms\":0,\"p99_ms\":0,\"cpu_s\":0,\"per_core\":0,"
            "\"kb_per_viewer\":0,\"ceiling\":0,\"ratio\":0.5,\"sent\":7}\n");
}

TEST(Stamp, every_comment_of_a_batch_is_found) {
  const std::string text =
      "{\"text\":\"" + stamped_text(12345, 60) + "\"},{\"text\":\"" + stamped_text(67890, 60) + "\"}";
  std::vector<std::int64_t> found;
  find_stamps(text, [&](std::int64_t due) { found.push_back(due); });
  EXPECT_EQ(found, (std::vector<std::int64_t>{12345, 67890}));
}

TEST(Stamp, a_comment_has_the_size_that_was_asked_for) { EXPECT_EQ(stamped_text(1, 200).size(), 200U); }

TEST(Stamp, one_cut_short_is_passed_by) {
  find_stamps("bench 123", [](std::int64_t) { FAIL(); });
}

TEST(Ceiling, a_raw_server_delivers_to_a_few_sockets) {
  const std::string frame(300, 'x');
  EXPECT_GT(measure_ceiling(
                {.sockets = 50, .rate = 50, .seconds = 0.5, .frame = frame, .processors = processors(0)}),
            1000);
}

TEST(Sink, a_raw_server_reads_from_a_few_sockets) {
  const std::string piece(3000, 'x');
  EXPECT_GT(
      measure_sink({.sockets = 20, .rate = 50, .seconds = 0.5, .frame = piece, .processors = processors(0)}),
      1000);
}

}  // namespace
}  // namespace lyceum::bench
